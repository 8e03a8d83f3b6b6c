/** A step that asks why: its consequence in a sentence, the reason, one button. */
import { ReasonInputFields } from '@/api/fields'
import { Field } from './field'
import { FormDialog } from './form-dialog'
import type { Sending } from './write-form'

type Props = {
  title: string
  text?: string
  submit: string
  etag: string
  danger?: boolean
  onSend: (values: { reason: string }, sending: Sending) => Promise<unknown>
  onDone: () => void
  onClose: () => void
}

export function ReasonDialog({ title, text, submit, etag, danger = false, onSend, onDone, onClose }: Props) {
  return (
    <FormDialog<{ reason: string }>
      title={title}
      fields={ReasonInputFields}
      initial={{}}
      etag={etag}
      submit={submit}
      danger={danger}
      onSend={onSend}
      onDone={onDone}
      onClose={onClose}
    >
      {text ? <p className="note">{text}</p> : null}
      <Field of={ReasonInputFields} name="reason" autoFocus />
    </FormDialog>
  )
}
