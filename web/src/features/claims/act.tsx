/** What all acts of the room share: a short form in a layer, sent once, and the page behind renewed. */
import { useQueryClient } from '@tanstack/react-query'
import Form from 'antd/es/form'
import Radio from 'antd/es/radio'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { FormDialog } from '@/shared/form/form-dialog'
import type { Fields } from '@/shared/form/rule'
import type { Sending } from '@/shared/form/write-form'
import { say } from '@/shared/ui/said'
import { claimsChanged } from './api'

type ActProps<Values extends object> = {
  /** Under which an unfinished form is kept. */
  name: string
  title: string
  fields: Fields
  initial: Partial<Values>
  etag?: string | undefined
  submit?: string
  danger?: boolean
  width?: number
  done: string | ((values: Values) => string)
  send: (values: Values, sending: Sending) => Promise<unknown>
  onClose: () => void
  children: ReactNode | ((values: Partial<Values>) => ReactNode)
}

/** A form that adds something: whoever was faster changed the claim, not these fields, so it is told and may be sent on the newer version. */
export function Act<Values extends object>({ name, etag, submit, done, send, onClose, ...form }: ActProps<Values>) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <FormDialog<Values>
      {...form}
      {...(etag ? { etag } : {})}
      draft={`claims:${name}`}
      submit={submit ?? t('claims.act.submit')}
      onSend={async (values, sending) => {
        try {
          await send(values, sending)
        } catch (error) {
          // the page behind shows what the other one did
          if (error instanceof ApiError && error.status === 409) void claimsChanged(queries)
          throw error
        }
        say(typeof done === 'string' ? done : done(values))
      }}
      onDone={() => void claimsChanged(queries)}
      onClose={onClose}
    />
  )
}

/** A decision: nothing is chosen beforehand. */
export function YesNo({ name, label, yes, no }: { name: string; label: string; yes: string; no: string }) {
  const { t } = useTranslation()
  const options = [
    { value: true, label: yes },
    { value: false, label: no },
  ]
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t('form.required', { title: label }) }]}>
      <Radio.Group options={options} />
    </Form.Item>
  )
}

export type Open<More = object> = More & { onClose: () => void }
