/** One reception: who came and what they saw, what was promised and kept, who was called back. */

import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  CallbackViewTitles,
  ReceptionCallbackTitles,
  ReceptionPromiseTitles,
  ReceptionTitles,
  ReceptionViewTitles,
} from '@/api/labels'
import { date, daysText, instant, today } from '@/shared/dates'
import { DraftMark } from '@/shared/form/draft-mark'
import { useNarrow } from '@/shared/narrow'
import { type Act, ActButtons, ActionBar } from '@/shared/ui/action-bar'
import { Glance } from '@/shared/ui/glance'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { promiseDraft, receptionDraft } from './drafts'
import { type Promised, type ReceptionView, receptionQuery } from './reception-api'
import type { Callback, Open } from './reception-dialogs'
import { Guests, Programme } from './reception-programme'
import './detail.css'
import './trips.css'

const Dialogs = lazy(() => import('./reception-dialogs').then((m) => ({ default: m.Dialogs })))

/** Acts under the thumb on a phone; the others stand behind 更多. */
const IN_SIGHT = 2

type Props = { id: number; onBack: () => void; onEdit: () => void; onPrint: () => void }

export function ReceptionDetail({ id, onBack, onEdit, onPrint }: Props) {
  const { t } = useTranslation()
  const reception = useQuery(receptionQuery(id))
  const [open, setOpen] = useState<Open | null>(null)
  const narrow = useNarrow()
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
    [ReceptionViewTitles.companies, <Guests key="guests" view={view} />],
    [ReceptionTitles.letter_no, view.letter_no ?? '—'],
  ]
  if (view.cancel_reason) facts.push([ReceptionTitles.cancel_reason, view.cancel_reason])
  if (view.source) facts.push([ReceptionTitles.source, view.source])
  const paper: Act = { key: 'paper', label: t('trips.receptionPaper'), onClick: onPrint }
  const acts: Act[] = may
    ? [
        {
          key: 'promise',
          label: (
            <>
              {t('trips.addPromise')}
              <DraftMark name={promiseDraft(view.id)} />
            </>
          ),
          onClick: () => setOpen({ kind: 'promise' }),
          primary: true,
        },
        {
          key: 'edit',
          label: (
            <>
              {t('trips.editThis')}
              <DraftMark name={receptionDraft(view.id)} />
            </>
          ),
          onClick: onEdit,
        },
        ...(view.arrives_on > today()
          ? [{ key: 'cancel', label: t('trips.cancelReception'), onClick: () => setOpen({ kind: 'cancel' }) }]
          : []),
      ]
    : []
  const all = [...acts, paper]
  return (
    <article className="trip" aria-busy={reception.isFetching}>
      <header className="trip-head">
        <div className="trip-name">
          <h1>{view.subject}</h1>
          {view.cancelled_at ? <span className="state-tag">{t('trips.cancelled')}</span> : null}
          {narrow ? null : <ActButtons acts={[paper]} />}
          <Button className="no-print" onClick={onBack}>
            {t('trips.back')}
          </Button>
        </div>
        <Glance facts={facts} />
        {narrow || acts.length === 0 ? null : (
          <div className="trip-acts no-print">
            <ActButtons acts={acts} />
          </div>
        )}
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
      <Suspense fallback={null}>
        {open ? <Dialogs view={view} etag={reception.data.etag} open={open} onClose={() => setOpen(null)} /> : null}
      </Suspense>
      {narrow ? <ActionBar main={all.slice(0, IN_SIGHT)} more={all.slice(IN_SIGHT)} /> : null}
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
