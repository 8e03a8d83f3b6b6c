/** Which month, until when, how far it has come, what a report that is late costs. */
import Button from 'antd/es/button'
import { useTranslation } from 'react-i18next'
import { PeriodStateWords } from '@/api/labels'
import { daysTo, shortDate } from '@/shared/dates'
import type { Period } from './api'

/** The month before or after one written `2026-03`. */
export function stepMonth(month: string, by: number): string {
  const [year = 0, of = 1] = month.split('-').map(Number)
  const all = year * 12 + of - 1 + by
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}`
}

type Props = { month: string; period: Period | undefined; onMonth: (month: string) => void }

export function MonthHead({ month, period, onMonth }: Props) {
  const { t } = useTranslation()
  const [year = '', of = ''] = month.split('-')
  const words = t('progress.monthOf', { year, month: Number(of) })
  return (
    <header className="page-head monthly-head">
      <Button aria-label={t('progress.before')} onClick={() => onMonth(stepMonth(month, -1))}>
        ‹
      </Button>
      <h1>{words}</h1>
      <Button aria-label={t('progress.after')} onClick={() => onMonth(stepMonth(month, 1))}>
        ›
      </Button>
      {period ? <Standing period={period} /> : null}
    </header>
  )
}

function Standing({ period }: { period: Period }) {
  const { t } = useTranslation()
  const { progress } = period
  const left = daysTo(period.due_on)
  const due = { on: shortDate(period.due_on), n: left }
  return (
    <p className="monthly-standing">
      <strong className="mark">{PeriodStateWords[period.state]}</strong>
      <span>{t('progress.reported', { n: progress.submitted, of: progress.due })}</span>
      <span title={period.due_reason} className={period.overdue && progress.missing > 0 ? 'overdue' : undefined}>
        {period.overdue ? t('progress.dueWas', due) : t('progress.dueIn', due)}
      </span>
      {period.frozen_at ? null : <span className="secondary">{t('progress.costs', { n: -period.points_each })}</span>}
      {progress.late + progress.missing > 0 ? (
        <span className="overdue">{t('progress.lateAndMissing', { late: progress.late, missing: progress.missing })}</span>
      ) : null}
    </p>
  )
}
