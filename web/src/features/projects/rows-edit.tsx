/** Parts of a project that are lists: who invests, in which phases, with whose help. Each is saved as a whole. */
import Button from 'antd/es/button'
import Form from 'antd/es/form'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import {
  ProjectPhaseInputFields as H,
  ProjectPartyInputFields as P,
  ProjectPartiesInputFields,
  ProjectPhasesInputFields,
  ProjectUnitsInputFields as U,
} from '@/api/fields'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { rowsBy, setOf } from '@/shared/form/parts'
import { filled } from '@/shared/form/patch'
import { EnterprisePicker, UnitsPicker } from '@/shared/pick/pickers'
import { useFoundNames } from '@/shared/pick/remote-select'
import type { ProjectView } from './api'
import { putParties, putPhases, putUnits, type Schemas } from './writes'

type Party = Schemas['ProjectPartyInput']
type Phase = Schemas['ProjectPhaseInput']
const PHASE = ['name', 'amount_yuan', 'planned_start', 'planned_end'] as const

const partiesOf = (view: ProjectView): Schemas['ProjectPartiesInput'] => ({
  parties: view.parties.map((one) => ({
    role: one.role,
    enterprise_id: one.enterprise_id ?? null,
    name: one.name,
    share_percent: one.share_percent ?? null,
    origin: one.origin ?? null,
  })),
})

const phasesOf = (view: ProjectView): Schemas['ProjectPhasesInput'] => ({
  phases: view.phases.map((one) => Object.fromEntries(PHASE.map((name) => [name, one[name] ?? null])) as Phase),
  total_investment_yuan: view.total_investment_yuan ?? null,
})

type Props = { view: ProjectView; etag: string; onDone: () => void; onClose: () => void }

export function PartiesForm({ view, etag, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const known = view.parties.flatMap((one) => (one.enterprise_id ? [{ id: one.enterprise_id, name: one.name }] : []))
  const found = useFoundNames('enterprises')
  const labelOf = ({ enterprise_id: id, name }: Party): string => name || (id ? found(id) : '') || t('projects.unnamed')
  // the number is not read by people, and who it is stands before the row
  const { role, share_percent, origin } = P
  const parts = rowsBy<Party>({ role, share_percent, origin }, (one) => one.enterprise_id ?? one.name, labelOf)
  return (
    <FormDialog<Schemas['ProjectPartiesInput']>
      title={t('projects.parties')}
      width={860}
      fields={{ parties: { ...ProjectPartiesInputFields.parties, parts } }}
      initial={partiesOf(view)}
      etag={etag}
      submit={t('action.save')}
      fromCurrent={(current) => partiesOf(current as ProjectView)}
      onSend={(input, sending) => putParties(view.id, { parties: input.parties.map(filled) }, sending.etag)}
      onDone={onDone}
      onClose={onClose}
    >
      <Form.List name="parties">
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <div key={row.key} className="form-grid form-row">
                <Field of={P} name="role" path={[row.name, 'role']} />
                <Field of={P} name="enterprise_id" path={[row.name, 'enterprise_id']} label={t('projects.enterprise')}>
                  <EnterprisePicker known={known} />
                </Field>
                <Field of={P} name="name" path={[row.name, 'name']} />
                <Field of={P} name="share_percent" path={[row.name, 'share_percent']} />
                <Field of={P} name="origin" path={[row.name, 'origin']} />
                <Button onClick={() => remove(row.name)}>{t('projects.removeRow')}</Button>
              </div>
            ))}
            <Button onClick={() => add({ role: 'investor' })}>{t('projects.addParty')}</Button>
          </>
        )}
      </Form.List>
    </FormDialog>
  )
}

export function PhasesForm({ view, etag, onDone, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <FormDialog<Schemas['ProjectPhasesInput']>
      title={t('projects.phases')}
      width={860}
      fields={{
        ...ProjectPhasesInputFields,
        phases: {
          ...ProjectPhasesInputFields.phases,
          parts: rowsBy<Phase>(
            H,
            (one) => one.name,
            (one) => one.name || t('projects.unnamed'),
          ),
        },
      }}
      initial={phasesOf(view)}
      etag={etag}
      submit={t('action.save')}
      fromCurrent={(current) => phasesOf(current as ProjectView)}
      onSend={(input, sending) => putPhases(view.id, { ...input, phases: input.phases.map(filled) }, sending.etag)}
      onDone={onDone}
      onClose={onClose}
    >
      <Form.List name="phases">
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <div key={row.key} className="form-grid form-row">
                {PHASE.map((name) => (
                  <Field key={name} of={H} name={name} path={[row.name, name]} />
                ))}
                <Button onClick={() => remove(row.name)}>{t('projects.removeRow')}</Button>
              </div>
            ))}
            <Button onClick={() => add({})}>{t('projects.addPhase')}</Button>
          </>
        )}
      </Form.List>
      <Field
        of={ProjectPhasesInputFields}
        name="total_investment_yuan"
        disabled={view.locked.includes('total_investment_yuan')}
      />
    </FormDialog>
  )
}

export function UnitsForm({ view, etag, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const found = useFoundNames('units')
  const known = useRef(view.units)
  const name = (id: number): string => known.current.find((one) => one.id === id)?.name ?? found(id) ?? String(id)
  return (
    <FormDialog<Schemas['ProjectUnitsInput']>
      title={t('projects.units')}
      fields={{ unit_ids: { ...U.unit_ids, parts: setOf(name) } }}
      initial={{ unit_ids: view.units.map((one) => one.id) }}
      etag={etag}
      submit={t('action.save')}
      fromCurrent={(current) => {
        const { units } = current as ProjectView
        known.current = [...view.units, ...units]
        return { unit_ids: units.map((one) => one.id) }
      }}
      onSend={(input, sending) => putUnits(view.id, input, sending.etag)}
      onDone={onDone}
      onClose={onClose}
    >
      <Field of={U} name="unit_ids">
        <UnitsPicker known={view.units} />
      </Field>
    </FormDialog>
  )
}
