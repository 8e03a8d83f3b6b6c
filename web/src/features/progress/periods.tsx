/** The months of a year: how many of those due have reported, who was late, who is missing, what it costs; freezing. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Select from 'antd/es/select'
import Skeleton from 'antd/es/skeleton'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LateKindWords, LateOfWords, MonthlyReportTitles, PeriodStateWords, ReportPeriodTitles } from '@/api/labels'
import { date, instant, today } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import { ActButton } from '@/shared/ui/act'
import { ExportButton } from '@/shared/ui/export'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { Rows } from '@/shared/ui/rows'
import { say } from '@/shared/ui/said'
import { useTitle } from '@/shared/ui/title'
import { freezePeriod, latesQuery, latesSummary, type Period, periodsQuery, written } from './api'
import '@/shared/list/list.css'
import './progress.css'

type Props = {
  filters: Search
  onChange: (filters: Search) => void
  /** Leads to the month's grid. */
  month: (month: string, text: string) => ReactNode
  project: (id: number, name: string) => ReactNode
}

export function Periods({ filters, onChange, month, project }: Props) {
  const { t } = useTranslation()
  useTitle(t('menu.reportPeriods'))
  const now = Number(today().slice(0, 4))
  const year = Number(filters['year'] ?? now)
  const asked = { year: String(year) }
  const periods = useQuery(periodsQuery(asked))
  return (
    <div className="report periods">
      <header className="page-head">
        <h1>{t('menu.reportPeriods')}</h1>
        <Select
          aria-label={t('progress.year')}
          value={year}
          options={Array.from({ length: 6 }, (_, i) => now - i).map((value) => ({
            value,
            label: t('progress.yearOf', { year: value }),
          }))}
          onChange={(value: number) => onChange({ year: String(value) })}
        />
      </header>
      {periods.error ? (
        <ProblemAlert error={periods.error} onRetry={() => void periods.refetch()} />
      ) : periods.isPending ? (
        <Skeleton active paragraph={{ rows: 6 }} />
      ) : periods.data.items.length === 0 ? (
        <p className="nothing">{t('progress.noPeriods', { year })}</p>
      ) : (
        <Months items={periods.data.items} month={month} />
      )}
      <Lates asked={asked} project={project} />
    </div>
  )
}

function Months({ items, month }: { items: readonly Period[]; month: Props['month'] }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const freeze = (period: Period) =>
    period.can.includes('report.freeze') ? (
      <ActButton
        size="small"
        aria-label={t('progress.freezeOf', { month: period.month })}
        confirm={{
          title: t('progress.freezeOf', { month: period.month }),
          text: t('progress.freezeText'),
          ok: t('progress.freeze'),
        }}
        act={(key) => freezePeriod(period, key)}
        onDone={() => {
          say(t('progress.froze'))
          void written(queries)
        }}
      >
        {t('progress.freeze')}
      </ActButton>
    ) : period.frozen_at ? (
      instant(period.frozen_at)
    ) : (
      ''
    )
  return (
    <Panel title={t('progress.months')}>
      <Rows
        caption={t('progress.months')}
        head={[
          { title: ReportPeriodTitles.month },
          { title: ReportPeriodTitles.state },
          { title: ReportPeriodTitles.due_on },
          { title: t('progress.progressReports') },
          { title: t('progress.auditedN'), numeric: true },
          { title: LateKindWords.late, numeric: true },
          { title: LateKindWords.missing, numeric: true },
          { title: t('progress.productionReports') },
          { title: t('progress.acts'), acts: true },
        ]}
        rows={items.map((period) => ({
          key: period.month,
          cells: [
            { text: month(period.month, period.month) },
            PeriodStateWords[period.state],
            { text: date(period.due_on), title: period.due_reason },
            t('progress.reported', { n: period.progress.submitted, of: period.progress.due }),
            period.progress.passed,
            period.progress.late,
            period.progress.missing,
            t('progress.production', {
              n: period.production.submitted,
              of: period.production.due,
              late: period.production.late,
              missing: period.production.missing,
            }),
            { text: freeze(period) },
          ],
        }))}
      />
    </Panel>
  )
}

function Lates({ asked, project }: { asked: Search; project: Props['project'] }) {
  const { t } = useTranslation()
  const sums = useQuery(latesSummary(asked))
  const list = useQuery(latesQuery(asked))
  const failed = [sums, list].find((query) => query.error)
  if (failed) return <ProblemAlert error={failed.error} onRetry={() => void failed.refetch()} />
  if (!sums.data || !list.data) return <Skeleton active />
  const costs = t('progress.rule', { n: -sums.data.points_each, most: -sums.data.points_max })
  return (
    <Panel title={t('progress.lates')} tools={<ExportButton list="report_lates" filters={asked} />}>
      <p className="note">{costs}</p>
      {sums.data.units.length === 0 ? (
        <p className="nothing">{t('progress.noLates')}</p>
      ) : (
        <>
          <Rows
            caption={t('progress.byUnit')}
            head={[
              { title: MonthlyReportTitles.unit_name },
              { title: LateKindWords.late, numeric: true },
              { title: LateKindWords.missing, numeric: true },
              { title: t('progress.latePoints'), numeric: true },
            ]}
            rows={sums.data.units.map((unit) => ({
              key: unit.unit_id,
              cells: [unit.unit_name, unit.late, unit.missing, unit.points],
            }))}
          />
          <Rows
            caption={t('progress.lates')}
            head={[
              { title: MonthlyReportTitles.project_name },
              { title: MonthlyReportTitles.unit_name },
              { title: MonthlyReportTitles.month },
              { title: t('progress.lateOf') },
              { title: t('progress.lateKind') },
              { title: MonthlyReportTitles.due_on },
              { title: t('progress.lateDays'), numeric: true },
            ]}
            rows={list.data.items.map((row) => ({
              key: `${row.project_id}-${row.month}-${row.of}`,
              cells: [
                { text: project(row.project_id, row.project_name) },
                row.unit_name,
                row.month,
                LateOfWords[row.of],
                LateKindWords[row.kind],
                date(row.due_on),
                row.days_late,
              ],
            }))}
          />
          {list.data.total > list.data.items.length ? (
            <p className="grid-end">{t('progress.moreRows', { n: list.data.total - list.data.items.length })}</p>
          ) : null}
        </>
      )}
    </Panel>
  )
}
