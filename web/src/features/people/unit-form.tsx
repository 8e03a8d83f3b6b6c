/** The form of a unit, and of its end. */

import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { UnitClosureInputFields, UnitInputFields } from '@/api/fields'
import type { components } from '@/api/schema'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { DivisionPicker, UnitPicker } from '@/shared/pick/pickers'
import { closeUnit, createUnit, renewing, replaceUnit, type Unit, type UnitInput } from './api'

type Props = {
  unit?: Unit
  /** Short names of the units that are shown, for the picker of the parent. */
  units: ReadonlyMap<number, string>
  onDone: (said: string) => void
  onClose: () => void
}

/** Of a unit as it is shown what the form sends. */
export const inputOf = (unit: Partial<Unit>): Partial<UnitInput> => ({
  ...(unit.name === undefined ? {} : { name: unit.name }),
  ...(unit.kind === undefined ? {} : { kind: unit.kind }),
  ...(unit.sort_no === undefined ? {} : { sort_no: unit.sort_no }),
  short_name: unit.short_name ?? null,
  parent_id: unit.parent_id ?? null,
  division_code: unit.division_code ?? null,
  valid_from: unit.valid_from ?? null,
})

/** An emptied text is no text. */
const cleaned = (values: UnitInput): UnitInput => ({ ...values, short_name: values.short_name?.trim() || null })

export function UnitDialog({ unit, units, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const known = [...units].map(([id, name]) => ({ id, name }))
  let saved = ''
  return (
    <FormDialog<UnitInput>
      title={t(unit ? 'people.units.edit' : 'people.units.new')}
      fields={UnitInputFields}
      initial={unit ? inputOf(unit) : {}}
      {...(unit ? { etag: tagOf(unit) } : { draft: 'unit/new' })}
      fromCurrent={(current) => inputOf(current as Partial<Unit>)}
      submit={t('people.form.save')}
      onSend={async (values, sending) => {
        const input = cleaned(values)
        const view = await (unit ? renewing(queries, replaceUnit(unit.id, input, sending)) : createUnit(input, sending))
        saved = view.name
      }}
      onDone={() => onDone(t('people.units.saved', { name: saved }))}
      onClose={onClose}
    >
      <div className="form-grid">
        <Field of={UnitInputFields} name="name" className="wide" autoFocus />
        <Field of={UnitInputFields} name="short_name" />
        <Field of={UnitInputFields} name="kind" />
        <Field of={UnitInputFields} name="parent_id">
          <UnitPicker known={known} />
        </Field>
        <Field of={UnitInputFields} name="sort_no" />
        <Field of={UnitInputFields} name="division_code">
          <DivisionPicker />
        </Field>
        <Field of={UnitInputFields} name="valid_from" />
      </div>
    </FormDialog>
  )
}

export function ClosureDialog({ unit, onDone, onClose }: { unit: Unit; onDone: (said: string) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <FormDialog<components['schemas']['UnitClosureInput']>
      title={t('people.units.closeTitle', { name: unit.name })}
      fields={UnitClosureInputFields}
      initial={{}}
      etag={tagOf(unit)}
      submit={t('people.units.close')}
      danger
      onSend={(values, sending) => renewing(queries, closeUnit(unit.id, values, sending))}
      onDone={() => onDone(t('people.units.closed', { name: unit.name }))}
      onClose={onClose}
    >
      <p className="note">{t('people.units.closeText')}</p>
      <Field of={UnitClosureInputFields} name="valid_until" />
      <Field of={UnitClosureInputFields} name="reason" />
    </FormDialog>
  )
}
