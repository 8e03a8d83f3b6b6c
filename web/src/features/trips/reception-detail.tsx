/** One reception: who came and what they saw, what was promised and kept, who was called back. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { CallbackInputFields, CompletionInputFields, PromiseInputFields, ReceptionCancellationInputFields } from '@/api/fields'
import {
  CallbackViewTitles,
  ReceptionCallbackTitles,
  ReceptionPromiseTitles,
  ReceptionTitles,
  ReceptionViewTitles,
} from '@/api/labels'
import type { components } from '@/api/schema'
import { date, daysText, instant, shortDate, today } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { exact, headline } from '@/shared/money'
import { PersonPicker } from '@/shared/pick/pickers'
import { Glance } from '@/shared/ui/glance'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { useTitle } from '@/shared/ui/title'
import {
  cancelReception,
  completePromise,
  createPromise,
  type Promised,
  type ReceptionView,
  receptionKeys,
  receptionQuery,
  recordCallback,
} from './reception-api'
import './trips.css'

type Schemas = components['schemas']
type Callback = Schemas['CallbackView']
type Props = { id: number; onBack: () => void; onEdit: () => void }
type Open = { kind: 'cancel' } | { kind: 'promise' } | { kind: 'keep'; promise: Promised } | { kind: 'call'; callback: Callback }

export function ReceptionDetail({ id, onBack, onEdit }: Props) {
  const { t } = useTranslation()
  const reception = useQuery(receptionQuery(id))
  const [open, setOpen] = useState<Open | null>(null)
  const view = reception.data?.data
  useTitle(view?.subject ?? t('menu.receptions'))
  if (reception.error && !view) {
    return (
      <div className="trip">
        <ProblemAlert error={reception.error} title={t('state.loadFailed')} onRetry={() => void reception.refetch()} />
        <p>
          <Button onClick={onBack}>{t('trips.back')}</Button>
        </p>
      </div>
    )
  }
  if (!view || !reception.data) return <Skeleton active className="trip" paragraph={{ rows: 12 }} />
  const may = view.can.includes('reception.edit')
  const days = { from_on: view.arrives_on, to_on: view.departs_on }
  const facts: [string, ReactNode][] = [
    [ReceptionTitles.number, view.number],
    [t('trips.days'), daysText(days)],
    [t('trips.leadUnit'), view.lead_unit_name],
    [ReceptionViewTitles.companies, view.companies.map((one) => one.name).join(t('form.comma')) || '—'],
    [ReceptionTitles.letter_no, view.letter_no ?? '—'],
  ]
  if (view.cancel_reason) facts.push([ReceptionTitles.cancel_reason, view.cancel_reason])
  if (view.source) facts.push([ReceptionTitles.source, view.source])
  return (
    <article className="trip" aria-busy={reception.isFetching}>
      <header className="trip-head">
        <div className="trip-name">
          <h1>{view.subject}</h1>
          {view.cancelled_at ? <span className="state-tag">{t('trips.cancelled')}</span> : null}
          <Button className="no-print" onClick={onBack}>
            {t('trips.back')}
          </Button>
        </div>
        <Glance facts={facts} />
        {may ? (
          <div className="trip-acts no-print">
            <Button type="primary" onClick={() => setOpen({ kind: 'promise' })}>
              {t('trips.addPromise')}
            </Button>
            <Button onClick={onEdit}>{t('trips.editThis')}</Button>
            {view.arrives_on > today() ? (
              <Button onClick={() => setOpen({ kind: 'cancel' })}>{t('trips.cancelReception')}</Button>
            ) : null}
          </div>
        ) : null}
      </header>
      {view.cancelled_at ? null : (
        <section className="trip-tabs">
          <h2>{ReceptionViewTitles.callbacks}</h2>
          <Callbacks view={view} may={may} onCall={(callback) => setOpen({ kind: 'call', callback })} />
          <h2>{ReceptionViewTitles.promises}</h2>
          <Promises view={view} onKeep={(promise) => setOpen({ kind: 'keep', promise })} />
        </section>
      )}
      <Programme view={view} />
      {open ? <Dialogs view={view} etag={reception.data.etag} open={open} onClose={() => setOpen(null)} /> : null}
    </article>
  )
}

function Callbacks({ view, may, onCall }: { view: ReceptionView; may: boolean; onCall: (one: Callback) => void }) {
  const { t } = useTranslation()
  return (
    <PlainTable
      stacks
      caption={ReceptionViewTitles.callbacks}
      head={[
        { title: t('trips.callback') },
        { title: CallbackViewTitles.due_on },
        { title: ReceptionCallbackTitles.called_on },
        { title: ReceptionCallbackTitles.result },
      ]}
      rows={view.callbacks.map((one) => ({
        key: one.day_no,
        cells: [
          t('trips.dayNo', { n: one.day_no }),
          one.overdue ? t('trips.overdueSince', { on: date(one.due_on) }) : date(one.due_on),
          one.made ? date(one.made.called_on) : '—',
          {
            text: one.made ? (
              one.made.result
            ) : may ? (
              <Button size="small" aria-label={t('trips.recordCallOf', { n: one.day_no })} onClick={() => onCall(one)}>
                {t('trips.recordCall')}
              </Button>
            ) : (
              '—'
            ),
          },
        ],
      }))}
    />
  )
}

function Promises({ view, onKeep }: { view: ReceptionView; onKeep: (one: Promised) => void }) {
  const { t } = useTranslation()
  if (view.promises.length === 0) return <p className="secondary">{t('trips.noPromises')}</p>
  return (
    <PlainTable
      stacks
      caption={ReceptionViewTitles.promises}
      head={[
        { title: ReceptionPromiseTitles.promise },
        { title: ReceptionPromiseTitles.owner_id },
        { title: ReceptionPromiseTitles.due_on },
        { title: ReceptionPromiseTitles.done_note },
      ]}
      rows={view.promises.map((one) => ({
        key: one.id,
        cells: [
          one.promise,
          one.owner_name,
          one.overdue ? t('trips.overdueSince', { on: date(one.due_on) }) : date(one.due_on),
          {
            text: one.done_at ? (
              t('trips.doneAt', { at: instant(one.done_at), note: one.done_note ?? '' })
            ) : one.can.includes('reception.follow') ? (
              <Button size="small" aria-label={t('trips.keepOf', { text: one.promise })} onClick={() => onKeep(one)}>
                {t('trips.keep')}
              </Button>
            ) : (
              t('trips.pending')
            ),
          },
        ],
      }))}
    />
  )
}

/** What is known of the visit itself; what is not known takes no room. */
function Programme({ view }: { view: ReceptionView }) {
  const { t } = useTranslation()
  const person = (one: Schemas['ReceptionPerson']) => [one.unit, one.post, one.name].filter(Boolean).join(' ')
  const lines: [string, ReactNode[]][] = [
    [ReceptionTitles.visitors, view.visitors.map(person)],
    [ReceptionTitles.hosts, view.hosts.map(person)],
    [
      ReceptionTitles.itinerary,
      view.itinerary.map((one) => [shortDate(one.planned_on), one.time, one.item, one.place].filter(Boolean).join(' ')),
    ],
    [ReceptionTitles.sites, view.sites.map((one) => [one.name, one.note].filter(Boolean).join('：'))],
    [ReceptionTitles.questions, view.questions.map((one) => [one.question, one.answer].filter(Boolean).join(' — '))],
    [ReceptionTitles.results, view.results ? [view.results] : []],
    [
      ReceptionTitles.settlement,
      view.settlement.map((one) => (
        <span key={one.item} title={exact(one.spent_yuan)}>
          {[one.item, headline(one.spent_yuan), one.standard].filter(Boolean).join(' ')}
        </span>
      )),
    ],
    [ReceptionViewTitles.spent_yuan, view.settlement.length > 0 ? [headline(view.spent_yuan)] : []],
  ]
  const known = lines.filter(([, items]) => items.length > 0)
  return (
    <section className="trip-tabs">
      <h2>{t('trips.programme')}</h2>
      {known.length === 0 ? (
        <p className="secondary">{t('trips.noProgramme')}</p>
      ) : (
        <dl className="trip-lines">
          {known.map(([title, items]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>
                {items.map((item, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: plain lines of one view, never moved
                  <div key={i}>{item}</div>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

function Dialogs({ view, etag, open, onClose }: { view: ReceptionView; etag: string; open: Open; onClose: () => void }) {
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
          draft={`reception-promise-${view.id}`}
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
