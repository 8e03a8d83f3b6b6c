/** Asks for the change of an audited fact: what becomes of it, why, and the paper that proves it. */
import { useQuery } from '@tanstack/react-query'
import Form from 'antd/es/form'
import { useTranslation } from 'react-i18next'
import { AmendmentInputFields as F, AmendedValueFields as V } from '@/api/fields'
import { AmendFieldWords } from '@/api/labels'
import { date } from '@/shared/dates'
import { DateInput } from '@/shared/form/date-input'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { MoneyInput } from '@/shared/form/money-input'
import { headline } from '@/shared/money'
import { UnitPicker } from '@/shared/pick/pickers'
import { RemoteSelect } from '@/shared/pick/remote-select'
import { FileField } from '@/shared/ui/upload'
import { findEvents, signaturesQuery } from './api'
import { createAmendment, type Schemas } from './writes'

type Values = Schemas['AmendmentInput']
type FormProps = {
  id: number
  /** The fact that is to be changed, by its name in the project. */
  field?: string | undefined
  onDone: () => void
  onClose: () => void
}

/** What a paper says is changed at the paper; the project has it from there. */
const OF_PAPER: Record<string, Values['field']> = {
  contract_amount_yuan: 'signature_amount_yuan',
  signed_on: 'signature_signed_on',
}

export function AmendmentForm({ id, field, onDone, onClose }: FormProps) {
  const { t } = useTranslation()
  const papers = useQuery(signaturesQuery(id))
  if (field && papers.isPending) return null
  const known = papers.data?.items ?? []
  const wanted = (known.length > 0 ? OF_PAPER[field ?? ''] : undefined) ?? (isAmendable(field) ? field : undefined)
  const only = wanted?.startsWith('signature_') && known.length === 1 ? known[0] : undefined
  return (
    <FormDialog<Values>
      title={t('projects.addAmendment')}
      fields={F}
      initial={{ ...(wanted ? { field: wanted } : {}), ...(only ? { signature_id: only.id } : {}) }}
      draft={`amendment-${id}${wanted ? `-${wanted}` : ''}`}
      submit={t('action.save')}
      onSend={(values, { key }) => createAmendment(id, values, key)}
      onDone={onDone}
      onClose={onClose}
    >
      {(values) => (
        <>
          <Field of={F} name="field" />
          <NewValue field={values.field} />
          {values.field?.startsWith('signature_') ? (
            <Field of={F} name="signature_id" required>
              <RemoteSelect
                source={`papers-${id}`}
                known={known.map(choiceOf)}
                find={() => Promise.resolve(known.map(choiceOf))}
              />
            </Field>
          ) : null}
          <Field of={F} name="reason" />
          <Field of={F} name="proof_file_id">
            <FileField />
          </Field>
        </>
      )}
    </FormDialog>
  )
}

const isAmendable = (field: string | undefined): field is Values['field'] => field !== undefined && field in AmendFieldWords

const choiceOf = (one: Schemas['SignatureItem']) => ({
  id: one.id,
  name: `${date(one.signed_on)} ${headline(one.amount_yuan)}`,
  detail: one.parties,
})

/** The control that the changed fact needs: its name tells by its suffix. */
function NewValue({ field }: { field: Values['field'] | undefined }) {
  const { t } = useTranslation()
  if (!field) return null
  const title = AmendFieldWords[field]
  const [part, control] = field.endsWith('_yuan')
    ? (['yuan', <MoneyInput key="yuan" />] as const)
    : field.endsWith('_on')
      ? (['on', <DateInput key="on" />] as const)
      : field === 'lead_unit_id'
        ? (['id', <UnitPicker key="id" />] as const)
        : (['id', <RemoteSelect key="id" source="signing-events" find={findEvents} />] as const)
  return (
    <Form.Item
      key={part + field}
      name={['new_value', part]}
      label={t('projects.newValue', { title })}
      rules={[{ required: true, message: t('form.required', { title: V[part].title }) }]}
    >
      {control}
    </Form.Item>
  )
}
