/** A step that asks why: its consequence in a sentence, the reason, one button. */
import { ReasonInputFields } from '@/api/fields'
import { Field } from './field'
import { FormDialog } from './form-dialog'
import type { FieldRule } from './rule'
import type { Sending } from './write-form'

type Props = {
  /** The contract's own body where it says the reason in other words. */
  fields?: { reason: FieldRule }
  title: string
  text?: string
  submit: string
  etag: string
  danger?: boolean
  /** Under which name an unfinished reason is kept on this machine. */
  draft?: string
  onSend: (values: { reason: string }, sending: Sending) => Promise<unknown>
  onDone: () => void
  onClose: () => void
}

export function ReasonDialog({
  fields = ReasonInputFields,
  title,
  text,
  submit,
  etag,
  danger = false,
  draft,
  onSend,
  onDone,
  onClose,
}: Props) {
  return (
    <FormDialog<{ reason: string }>
      title={title}
      fields={fields}
      initial={{}}
      etag={etag}
      submit={submit}
      danger={danger}
      {...(draft ? { draft } : {})}
      onSend={onSend}
      onDone={onDone}
      onClose={onClose}
    >
      {text ? <p className="note">{text}</p> : null}
      <Field of={fields} name="reason" autoFocus />
    </FormDialog>
  )
}
