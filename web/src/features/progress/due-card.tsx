/** This month's reports in a word: how many of those due are in, until when, what a late one costs. */
import { useQuery } from '@tanstack/react-query'
import type { ComponentType, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { daysTo, shortDate } from '@/shared/dates'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { periodQuery } from './api'
import './due-card.css'

type Props = {
  month: string
  /** Whose reports: those of one unit; without it of all that one sees. */
  unit?: number | undefined
  Open: ComponentType<{ month: string; unit: number | undefined; children: ReactNode }>
}

export function DueCard({ month, unit, Open }: Props) {
  const { t } = useTranslation()
  const found = useQuery(periodQuery(month, unit ? { unit_id: String(unit) } : {}))
  const period = found.data
  if (found.error && !period) return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
  if (!period) return null
  const { progress, production } = period
  const due = { on: shortDate(period.due_on), n: daysTo(period.due_on) }
  const late = period.overdue && progress.missing > 0
  return (
    <Panel title={t(unit ? 'progress.dueOfUnit' : 'progress.dueThisMonth')}>
      {progress.due + production.due === 0 ? (
        <p className="note">{t('progress.nothingDue')}</p>
      ) : (
        <>
          <p className="due-numbers">
            <Open month={month} unit={unit}>
              {t('progress.reported', { n: progress.submitted, of: progress.due })}
            </Open>
            {production.due > 0 ? (
              <small>{t('progress.productionShort', { n: production.submitted, of: production.due })}</small>
            ) : null}
          </p>
          <p className={late ? 'overdue' : undefined} title={period.due_reason}>
            {t(period.overdue ? 'progress.dueWas' : 'progress.dueIn', due)}
          </p>
          {progress.late + progress.missing > 0 ? (
            <p className="overdue">{t('progress.lateAndMissing', { late: progress.late, missing: progress.missing })}</p>
          ) : null}
          {period.frozen_at ? null : <p className="note">{t('progress.costs', { n: -period.points_each })}</p>}
        </>
      )}
    </Panel>
  )
}
