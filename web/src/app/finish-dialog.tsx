/** What only needs a word on how it was done, finished from the inbox: next steps of talks and trips, promises of receptions. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Modal from 'antd/es/modal'
import Skeleton from 'antd/es/skeleton'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { body, client, tagOf } from '@/api/client'
import { ApiError } from '@/api/errors'
import { CompletionInputFields } from '@/api/fields'
import type { InboxItem } from '@/features/inbox/api'
import { completeTalk, talkQuery } from '@/features/talks/api'
import { completeStep, tripQuery } from '@/features/trips/api'
import { completePromise, receptionQuery } from '@/features/trips/reception-api'
import { brief } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import type { Sending } from '@/shared/form/write-form'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'

/** What tells that a thing is finished, whatever it is. */
type Done = { done_at?: string | null; done_by?: number | null }
type Step = { text: string; etag: string; send: (note: string, sending: Sending) => Promise<unknown> }

type Props = { item: InboxItem; onDone: () => void; onClose: () => void }

export function FinishDialog({ item, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const step = useStep(item)
  const beaten = useRef(false)
  const renew = () => {
    for (const room of ['inbox', 'talks', 'trips', 'receptions', 'projects']) {
      void queries.invalidateQueries({ queryKey: [room] })
    }
  }
  /** A colleague was faster: who and when, and the thing is off the list. */
  const overtaken = async ({ done_at, done_by }: Done) => {
    const name = done_by ? await nameOf(done_by) : undefined
    say(t('inbox.doneBy', { name: name ?? t('inbox.colleague'), at: done_at ? brief(done_at) : '' }))
    renew()
    onClose()
  }
  const { done } = step
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for what was found
  useEffect(() => {
    if (done) void overtaken(done)
  }, [done?.done_at])
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
      onSend={async ({ note }, sending) => {
        await send(note, sending).catch(async (error: unknown) => {
          const current =
            error instanceof ApiError && error.status === 412 ? (error.problem.current as Done | undefined) : undefined
          if (!current?.done_at) throw error
          await overtaken(current)
          beaten.current = true
        })
      }}
      onDone={() => {
        if (beaten.current) return
        say(t('inbox.finished'))
        onDone()
        renew()
      }}
      onClose={onClose}
    >
      <p>{text}</p>
      <Field of={CompletionInputFields} name="note" autoFocus />
    </FormDialog>
  )
}

/** The thing as it is now, with the way to finish it. */
function useStep(item: InboxItem): { step: Step | undefined; done: Done | undefined; pending: boolean; error: unknown } {
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
    step = { text, etag: tagOf(company), send: (note, sending) => completeStep(id, company, note, sending) }
  }
  const promise = reception.data?.data.promises.find((one) => one.id === item.part_id)
  if (promise) {
    step = { text: promise.promise, etag: tagOf(promise), send: (note, s) => completePromise(id, promise, note, s) }
  }
  // of a trip and a reception the list holds parts: what is done there has no way to finish it
  const done = [talk.data?.data, company, promise].find((one) => one?.done_at)
  return { step: done ? undefined : step, done, pending: asked !== undefined || done !== undefined, error }
}

/** Who it was, as far as one may know. */
const nameOf = (id: number): Promise<string | undefined> =>
  body(client.GET('/api/v1/users/{id}', { params: { path: { id } } })).then(
    (user) => user.name,
    () => undefined,
  )
