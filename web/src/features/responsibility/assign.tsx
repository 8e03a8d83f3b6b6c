/** Names who answers for a project in one role; whoever does so now is replaced, with the reason. */
import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Form from 'antd/es/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssignmentEndingInputFields as E, AssignmentInputFields as F } from '@/api/fields'
import { today } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { PersonPicker } from '@/shared/pick/pickers'
import type { Choice } from '@/shared/pick/remote-select'
import { say } from '@/shared/ui/said'
import { assign, type Chain, endTerm, type Schemas, type Standing, written } from './api'

type Props = { id: number; chain: Chain; role: Standing; onClose: () => void }
type Input = Schemas['AssignmentInput']

export function AssignDialog({ id, chain, role, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [form] = Form.useForm<Input>()
  const [known, setKnown] = useState<Choice[]>([])
  const holder = role.holder
  const proposals = role.role === 'sponsor' ? chain.sponsorship.proposals : []
  const name = { role: role.label }
  return (
    <FormDialog<Input>
      title={t(holder ? 'responsibility.replaceRole' : 'responsibility.assignRole', name)}
      form={form}
      fields={F}
      initial={{ from_on: today() }}
      submit={t('responsibility.assign')}
      onSend={(values, { key }) => assign(id, { ...values, role: role.role, ...(holder ? { replaces: holder.id } : {}) }, key)}
      onDone={() => {
        say(t('responsibility.assigned', name))
        void written(queries)
      }}
      onClose={onClose}
    >
      {holder ? <p className="note">{t('responsibility.replaces', { name: holder.user_name, on: holder.from_on })}</p> : null}
      {role.role === 'sponsor' ? <p className="note">{chain.sponsorship.because}</p> : null}
      {proposals.length > 0 ? (
        <fieldset className="proposals">
          <legend>{t('responsibility.proposed')}</legend>
          {proposals.map((one) => (
            <Button
              key={one.user_id}
              size="small"
              title={one.because}
              onClick={() => {
                setKnown([{ id: one.user_id, name: one.user_name }])
                form.setFieldsValue({ user_id: one.user_id })
              }}
            >
              {t('responsibility.proposal', { name: one.user_name, post: one.post, n: one.carried })}
            </Button>
          ))}
        </fieldset>
      ) : null}
      <Field of={F} name="user_id">
        <PersonPicker known={known} autoFocus />
      </Field>
      <Field of={F} name="from_on" />
      <Field of={F} name="reason" required={Boolean(holder)} />
    </FormDialog>
  )
}

/** Ends a term that nobody has to take over. */
export function EndDialog({
  id,
  term,
  etag,
  onClose,
}: {
  id: number
  term: Schemas['AssignmentView']
  etag: string
  onClose: () => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <FormDialog<Schemas['AssignmentEndingInput']>
      title={t('responsibility.endTerm', { name: term.user_name })}
      fields={E}
      initial={{ until_on: today() }}
      etag={etag}
      danger
      submit={t('responsibility.end')}
      onSend={(values, sending) => endTerm(id, term.id, values, sending)}
      onDone={() => {
        say(t('responsibility.ended'))
        void written(queries)
      }}
      onClose={onClose}
    >
      <p className="note">{t('responsibility.endText')}</p>
      <Field of={E} name="until_on" />
      <Field of={E} name="reason" autoFocus />
    </FormDialog>
  )
}
