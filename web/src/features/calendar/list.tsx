/** A year as twelve small months with what differs from the usual week, and below it what a deadline falls on. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { today } from '@/shared/dates'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { useTitle } from '@/shared/ui/title'
import { type Day, type Year, yearQuery } from './api'
import './calendar.css'
import { DeadlinePanel } from './deadline'
import { DayDialog, YearDialog } from './form'
import { Month } from './month'
import type { MonthDay } from './months'

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1)
type Props = { year: number; onYear: (year: number) => void }

/** A day without an arrangement of its own, as the API would tell it. */
const plain = (day: MonthDay): Day => ({
  on: day.on,
  weekday: day.weekday,
  kind: 'normal',
  working: day.weekday < 6,
  reason: '',
  name: '',
  source: '',
  version: 0,
})

export function Calendar({ year, onYear }: Props) {
  const { t } = useTranslation()
  useTitle(t('menu.calendar'))
  const queries = useQueryClient()
  const found = useQuery({ ...yearQuery(year), placeholderData: (before) => before })
  const [day, setDay] = useState<Day | null>(null)
  const [marking, setMarking] = useState(false)
  const view = found.data?.data
  const done = (said: string) => {
    say(said)
    void queries.invalidateQueries({ queryKey: ['calendar'] })
  }
  const edits = view?.can.includes('calendar.edit') ?? false
  const arranged = new Map((view?.days ?? []).map((one) => [one.on, one]))
  return (
    <div className="sheet">
      <header className="page-head">
        <h1>{t('menu.calendar')}</h1>
        <span className="year-choice">
          <Button aria-label={t('calendar.before')} title={t('calendar.before')} onClick={() => onYear(year - 1)}>
            ‹
          </Button>
          <strong aria-live="polite">{t('calendar.year', { year })}</strong>
          <Button aria-label={t('calendar.after')} title={t('calendar.after')} onClick={() => onYear(year + 1)}>
            ›
          </Button>
        </span>
        {edits ? (
          <div className="page-actions">
            <Button onClick={() => setMarking(true)}>{t('calendar.markYear')}</Button>
          </div>
        ) : null}
      </header>
      {found.error ? (
        <ProblemAlert error={found.error} title={t('state.loadFailed')} onRetry={() => void found.refetch()} />
      ) : null}
      {found.isPending ? <Skeleton active paragraph={{ rows: 12 }} /> : null}
      {view ? (
        <>
          <YearState view={view} edits={edits} />
          <div className="year" aria-busy={found.isFetching}>
            {MONTHS.map((month) => (
              <Month
                key={month}
                year={view.year}
                month={month}
                arranged={arranged}
                now={today()}
                onDay={edits ? (chosen) => setDay(arranged.get(chosen.on) ?? plain(chosen)) : undefined}
              />
            ))}
          </div>
          <Panel title={t('calendar.deadline.title')}>
            <DeadlinePanel />
          </Panel>
        </>
      ) : null}
      {day ? <DayDialog key={day.on} day={day} onDone={done} onClose={() => setDay(null)} /> : null}
      {marking && view ? (
        <YearDialog view={view} etag={found.data?.etag ?? ''} onDone={done} onClose={() => setMarking(false)} />
      ) : null}
    </div>
  )
}

function YearState({ view, edits }: { view: Year; edits: boolean }) {
  const { t } = useTranslation()
  return (
    <div className="year-state">
      <span className="tag">{t(view.decreed ? 'calendar.decreed' : 'calendar.undecreed')}</span>
      <span>{t('calendar.working', { n: view.working_days })}</span>
      {view.source ? <span>{t('calendar.source', { source: view.source })}</span> : null}
      {edits ? <span className="note">{t('calendar.edit')}</span> : null}
      <span className="legend">
        <span className="off">{t('calendar.mark.off')}</span>
        {t('calendar.legend.off')}
        <span className="worked">{t('calendar.mark.worked')}</span>
        {t('calendar.legend.worked')}
      </span>
      {view.warning ? <p className="year-warning">{view.warning}</p> : null}
    </div>
  )
}
