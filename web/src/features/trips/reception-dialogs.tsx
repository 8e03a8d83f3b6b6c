/** The forms of a reception: to cancel it, what is promised and kept, who was called back. */
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { CallbackInputFields, CompletionInputFields, PromiseInputFields, ReceptionCancellationInputFields } from '@/api/fields'
import type { components } from '@/api/schema'
import { today } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { PersonPicker } from '@/shared/pick/pickers'
import { say } from '@/shared/ui/said'
import { promiseDraft } from './drafts'
import {
  cancelReception,
  completePromise,
  createPromise,
  type Promised,
  type ReceptionView,
  receptionKeys,
  recordCallback,
} from './reception-api'

type Schemas = components['schemas']
export type Callback = Schemas['CallbackView']
export type Open =
  | { kind: 'cancel' }
  | { kind: 'promise' }
  | { kind: 'keep'; promise: Promised }
  | { kind: 'call'; callback: Callback }
type Props = { view: ReceptionView; etag: string; open: Open; onClose: () => void }

export function Dialogs({ view, etag, open, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const shared = {
    onClose,
    onDone: () => {
      say(t('trips.done'))
      void queries.invalidateQueries({ queryKey: receptionKeys.all })
    },
  }
  switch (open.kind) {
    case 'cancel':
      return (
        <FormDialog<{ reason: string }>
          {...shared}
          title={t('trips.cancelReception')}
          fields={ReceptionCancellationInputFields}
          initial={{}}
          etag={etag}
          submit={t('trips.cancelReception')}
          danger
          onSend={({ reason }, sending) => cancelReception(view.id, reason, sending)}
        >
          <Field of={ReceptionCancellationInputFields} name="reason" autoFocus />
        </FormDialog>
      )
    case 'promise':
      return (
        <FormDialog<Schemas['PromiseInput']>
          {...shared}
          title={t('trips.addPromise')}
          fields={PromiseInputFields}
          initial={{}}
          draft={promiseDraft(view.id)}
          submit={t('trips.save')}
          onSend={(input, sending) => createPromise(view.id, input, sending)}
        >
          <Field of={PromiseInputFields} name="promise" autoFocus />
          <Field of={PromiseInputFields} name="owner_id">
            <PersonPicker />
          </Field>
          <Field of={PromiseInputFields} name="due_on" />
        </FormDialog>
      )
    case 'keep':
      return (
        <FormDialog<{ note: string }>
          {...shared}
          title={t('trips.keep')}
          fields={CompletionInputFields}
          initial={{}}
          etag={tagOf(open.promise)}
          submit={t('trips.keep')}
          onSend={({ note }, sending) => completePromise(view.id, open.promise, note, sending)}
        >
          <p>{open.promise.promise}</p>
          <Field of={CompletionInputFields} name="note" autoFocus />
        </FormDialog>
      )
    case 'call':
      return (
        <FormDialog<{ called_on: string; result: string }>
          {...shared}
          title={t('trips.recordCallOf', { n: open.callback.day_no })}
          fields={CallbackInputFields}
          initial={{ called_on: today() }}
          submit={t('trips.save')}
          onSend={(input, sending) => recordCallback(view.id, { ...input, day_no: open.callback.day_no }, sending)}
        >
          <Field of={CallbackInputFields} name="result" autoFocus />
          <Field of={CallbackInputFields} name="called_on" />
        </FormDialog>
      )
  }
}
