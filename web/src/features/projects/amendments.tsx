/** Changes of audited facts: old value, new value, reason, proof; in force from the audit on. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Form from 'antd/es/form'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AmendmentInputFields as F, AmendedValueFields as V } from '@/api/fields'
import { AmendFieldWords, AmendmentTitles, AuditStateWords } from '@/api/labels'
import { date } from '@/shared/dates'
import { DateInput } from '@/shared/form/date-input'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { MoneyInput } from '@/shared/form/money-input'
import { headline } from '@/shared/money'
import { UnitPicker } from '@/shared/pick/pickers'
import { RemoteSelect } from '@/shared/pick/remote-select'
import { ActButton } from '@/shared/ui/act'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { FileField } from '@/shared/ui/upload'
import { amendmentQuery, amendmentsQuery, findEvents, signaturesQuery } from './api'
import { AuditButton } from './audit'
import { auditAmendment, createAmendment, recallAmendment, type Schemas, submitAmendment } from './writes'

export function Amendments({ id, can }: { id: number; can: readonly string[] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const list = useQuery(amendmentsQuery(id))
  const [adding, setAdding] = useState(false)
  const renew = () => void client.invalidateQueries({ queryKey: ['projects'] })
  if (list.error) return <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <Skeleton active />
  return (
    <>
      {can.includes('amendment.submit') ? (
        <p className="tab-tools">
          <Button onClick={() => setAdding(true)}>{t('projects.addAmendment')}</Button>
        </p>
      ) : null}
      {list.data.items.length === 0 ? (
        <p className="nothing">{t('projects.noAmendments')}</p>
      ) : (
        <PlainTable
          caption={t('projects.amendments')}
          head={[
            { title: AmendmentTitles.label },
            { title: AmendmentTitles.old_value },
            { title: AmendmentTitles.new_value },
            { title: AmendmentTitles.reason },
            { title: AmendmentTitles.state },
            { title: AmendmentTitles.effective_on },
            { title: t('projects.acts') },
          ]}
          rows={list.data.items.map((one) => ({
            key: one.id,
            cells: [
              one.label,
              shown(one.old_value),
              shown(one.new_value),
              one.reason,
              AuditStateWords[one.state],
              date(one.effective_on),
              { text: <Acts id={id} part={one.id} onDone={renew} /> },
            ],
          }))}
        />
      )}
      {adding ? <AmendmentForm id={id} onDone={renew} onClose={() => setAdding(false)} /> : null}
    </>
  )
}

const shown = (value: Schemas['AmendedValue']): string =>
  value.yuan != null ? headline(value.yuan) : value.on != null ? date(value.on) : value.id != null ? String(value.id) : '—'

function Acts({ id, part, onDone }: { id: number; part: number; onDone: () => void }) {
  const { t } = useTranslation()
  const one = useQuery(amendmentQuery(id, part))
  const view = one.data?.data
  if (!view) return null
  const ids = { id, part }
  const mine = view.can.includes('amendment.submit')
  return (
    <span className="acts">
      {mine && view.state !== 'submitted' && view.state !== 'passed' ? (
        <ActButton size="small" type="primary" act={(key) => submitAmendment(ids, view.version, key)} onDone={onDone}>
          {t('projects.submit')}
        </ActButton>
      ) : null}
      {mine && view.state === 'submitted' ? (
        <ActButton size="small" act={(key) => recallAmendment(ids, view.version, key)} onDone={onDone}>
          {t('projects.recall')}
        </ActButton>
      ) : null}
      {view.can.includes('amendment.audit') ? (
        <AuditButton
          title={t('projects.auditAmendment')}
          draft={`audit-amendment-${view.id}`}
          onAudit={(input, key) => auditAmendment(ids, input, view.version, key)}
          onDone={onDone}
        />
      ) : null}
    </span>
  )
}

type Values = Schemas['AmendmentInput']
type FormProps = { id: number; onDone: () => void; onClose: () => void }

function AmendmentForm({ id, onDone, onClose }: FormProps) {
  const { t } = useTranslation()
  const papers = useQuery(signaturesQuery(id))
  return (
    <FormDialog<Values>
      title={t('projects.addAmendment')}
      fields={F}
      initial={{}}
      draft={`amendment-${id}`}
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
                find={() =>
                  Promise.resolve(
                    (papers.data?.items ?? []).map((one) => ({
                      id: one.id,
                      name: `${date(one.signed_on)} ${headline(one.amount_yuan)}`,
                      detail: one.parties,
                    })),
                  )
                }
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
