/** Parts of a project that are lists: who invests, in which phases, with whose help. Each is saved as a whole. */
import Button from 'antd/es/button'
import Form from 'antd/es/form'
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
import { filled } from '@/shared/form/patch'
import { EnterprisePicker, UnitsPicker } from '@/shared/pick/pickers'
import type { ProjectView } from './api'
import { putParties, putPhases, putUnits, type Schemas } from './writes'

type Props = { view: ProjectView; etag: string; onDone: () => void; onClose: () => void }

export function PartiesForm({ view, etag, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const known = view.parties.flatMap((one) => (one.enterprise_id ? [{ id: one.enterprise_id, name: one.name }] : []))
  return (
    <FormDialog<Schemas['ProjectPartiesInput']>
      title={t('projects.parties')}
      width={860}
      fields={ProjectPartiesInputFields}
      initial={{
        parties: view.parties.map((one) => ({
          role: one.role,
          enterprise_id: one.enterprise_id ?? null,
          name: one.name,
          share_percent: one.share_percent ?? null,
          origin: one.origin ?? null,
        })),
      }}
      etag={etag}
      submit={t('action.save')}
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
      fields={ProjectPhasesInputFields}
      initial={{
        phases: view.phases.map((one) =>
          Object.fromEntries(Object.keys(H).map((name) => [name, one[name as never] ?? null])),
        ) as never,
        total_investment_yuan: view.total_investment_yuan ?? null,
      }}
      etag={etag}
      submit={t('action.save')}
      onSend={(input, sending) => putPhases(view.id, { ...input, phases: input.phases.map(filled) }, sending.etag)}
      onDone={onDone}
      onClose={onClose}
    >
      <Form.List name="phases">
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <div key={row.key} className="form-grid form-row">
                {(Object.keys(H) as (keyof typeof H)[]).map((name) => (
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
  return (
    <FormDialog<Schemas['ProjectUnitsInput']>
      title={t('projects.units')}
      fields={U}
      initial={{ unit_ids: view.units.map((one) => one.id) }}
      etag={etag}
      submit={t('action.save')}
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
