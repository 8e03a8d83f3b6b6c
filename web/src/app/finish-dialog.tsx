/** What only needs a word on how it was done, finished from the inbox: next steps of talks and trips, promises of receptions. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Modal from 'antd/es/modal'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import { CompletionInputFields } from '@/api/fields'
import type { InboxItem } from '@/features/inbox/api'
import { completeTalk, talkQuery } from '@/features/talks/api'
import { completeStep, tripQuery } from '@/features/trips/api'
import { completePromise, receptionQuery } from '@/features/trips/reception-api'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import type { Sending } from '@/shared/form/write-form'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'

type Step = { text: string; etag: string; send: (note: string, sending: Sending) => Promise<unknown> }

export function FinishDialog({ item, onClose }: { item: InboxItem; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const step = useStep(item)
  if (!step.step) {
    return (
      <Modal open title={item.subject} footer={null} onCancel={onClose}>
        {step.error ? <ProblemAlert error={step.error} /> : step.pending ? <Skeleton active /> : <p>{t('inbox.gone')}</p>}
      </Modal>
    )
  }
  const { text, etag, send } = step.step
  return (
    <FormDialog<{ note: string }>
      title={t('inbox.finish', { subject: item.subject })}
      fields={CompletionInputFields}
      initial={{}}
      etag={etag}
      submit={t('inbox.act.complete')}
      onSend={({ note }, sending) => send(note, sending)}
      onDone={() => {
        say(t('inbox.finished'))
        for (const room of ['inbox', 'talks', 'trips', 'receptions', 'projects']) {
          void queries.invalidateQueries({ queryKey: [room] })
        }
      }}
      onClose={onClose}
      fromCurrent={() => ({})}
    >
      <p>{text}</p>
      <Field of={CompletionInputFields} name="note" autoFocus />
    </FormDialog>
  )
}

/** The thing as it is now, with the way to finish it. */
function useStep(item: InboxItem): { step: Step | undefined; pending: boolean; error: unknown } {
  const id = item.resource_id
  const talk = useQuery({ ...talkQuery(id), enabled: item.kind === 'talk_next_step' })
  const trip = useQuery({ ...tripQuery(id), enabled: item.kind === 'trip_next_step' })
  const reception = useQuery({ ...receptionQuery(id), enabled: item.kind === 'reception_promise' })
  const asked = [talk, trip, reception].find((one) => one.isPending && one.fetchStatus !== 'idle')
  const error = talk.error ?? trip.error ?? reception.error
  let step: Step | undefined
  if (talk.data && !talk.data.data.done_at) {
    const { etag } = talk.data
    step = { text: talk.data.data.next_step ?? '', etag, send: (note, sending) => completeTalk(id, note, sending) }
  }
  const company = trip.data?.data.companies.find((one) => one.id === item.part_id)
  if (company) {
    const text = [company.name, company.next_step].filter(Boolean).join(' ')
    step = { text, etag: `"${company.version}"`, send: (note, sending) => completeStep(id, company, note, sending) }
  }
  const promise = reception.data?.data.promises.find((one) => one.id === item.part_id)
  if (promise) {
    step = { text: promise.promise, etag: `"${promise.version}"`, send: (note, s) => completePromise(id, promise, note, s) }
  }
  return { step, pending: asked !== undefined, error }
}
