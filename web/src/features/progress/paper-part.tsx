/** Milestones and the latest report of a project, on paper. */
import { useTranslation } from 'react-i18next'
import { MilestoneViewTitles as M, MilestoneStateWords, MonthlyRowStateWords, MonthlyReportTitles as R } from '@/api/labels'
import { date } from '@/shared/dates'
import { headline, wan } from '@/shared/money'
import { Cut, PaperPart } from '@/shared/ui/paper'
import type { Milestone, Report } from './api'

const MILESTONES = 6

export function MilestonesOnPaper({ items }: { items: readonly Milestone[] }) {
  const { t } = useTranslation()
  // what is late and what comes next is asked for first; what is done stands below
  const rank = (one: Milestone) => (one.actual_on ? 1 : 0)
  const planned = items
    .filter((one) => one.state !== 'ended')
    .sort((a, b) => rank(a) - rank(b) || a.planned_on.localeCompare(b.planned_on))
  return (
    <PaperPart title={t('progress.milestones')}>
      {planned.length === 0 ? (
        <p>{t('progress.noMilestones')}</p>
      ) : (
        <Cut items={planned} most={MILESTONES}>
          {(shown) => (
            <table>
              <thead>
                <tr>
                  <th scope="col">{M.name}</th>
                  <th scope="col" className="paper-day">
                    {M.planned_on}
                  </th>
                  <th scope="col" className="paper-day">
                    {M.actual_on}
                  </th>
                  <th scope="col" className="paper-day">
                    {M.state}
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map((one) => (
                  <tr key={one.id}>
                    <td>{one.name}</td>
                    <td className="paper-day">{date(one.planned_on)}</td>
                    <td className="paper-day">{one.actual_on ? date(one.actual_on) : '—'}</td>
                    <td className="paper-day">
                      {one.days_late && one.days_late > 0
                        ? t('progress.daysLate', { n: one.days_late })
                        : MilestoneStateWords[one.state]}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Cut>
      )}
    </PaperPart>
  )
}

export function LatestOnPaper({ report }: { report: Report | undefined }) {
  const { t } = useTranslation()
  if (!report) {
    return (
      <PaperPart title={t('progress.reports')}>
        <p>{t('progress.noReports')}</p>
      </PaperPart>
    )
  }
  const [year = '', month] = report.month.split('-')
  return (
    <PaperPart title={`${t('progress.monthOf', { year, month: Number(month) })}（${MonthlyRowStateWords[report.state]}）`}>
      <p>
        {R.invested_month_yuan}：{t('progress.monthWas', { month: wan(report.invested_month_yuan) })}，
        {t('progress.totalWas', { total: headline(report.invested_total_yuan) })}
      </p>
      <p>
        {R.image_progress}：{report.image_progress ?? '—'}
      </p>
      {report.problems ? (
        <p>
          {R.problems}：{report.problems}
        </p>
      ) : null}
    </PaperPart>
  )
}
