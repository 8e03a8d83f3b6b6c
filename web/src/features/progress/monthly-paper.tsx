/** The month's reports as a form: what was reported of each project, and where those sign who answer for it. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { MonthlyRowStateWords, MonthlyReportTitles as R } from '@/api/labels'
import { date } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import { useConditions } from '@/shared/list/conditions'
import { wan } from '@/shared/money'
import { ListPaper, PaperSigns } from '@/shared/ui/paper-list'
import { MOST_PRINTED, type Period, periodQuery, printedMonth, type Report } from './api'

type Props = { month: string; filters: Search; by: string; onBack: () => void }

export function MonthlyPaper({ month, filters, by, onBack }: Props) {
  const { t } = useTranslation()
  const [year = '', of = ''] = month.split('-')
  const title = t('progress.paper.title', { year, month: Number(of) })
  const period = useQuery(periodQuery(month, filters))
  const conditions = useConditions('monthly_reports', filters)
  return (
    <ListPaper
      title={title}
      found={useQuery(printedMonth(month, filters))}
      besides={[period, conditions]}
      most={MOST_PRINTED}
      words={conditions.data?.words}
      none={t('progress.none')}
      back={t('progress.paper.back')}
      onBack={onBack}
      by={by}
      above={period.data ? <Lines period={period.data} /> : null}
      head={[
        { title: R.project_name, share: 19 },
        { title: R.unit_name, share: 9 },
        { title: t('progress.paper.lastMonth'), numeric: true, share: 6 },
        { title: R.invested_month_yuan, numeric: true, share: 7 },
        { title: R.invested_total_yuan, numeric: true, share: 7 },
        { title: t('progress.paper.plan'), numeric: true, share: 7 },
        { title: R.image_progress, share: 14 },
        { title: R.problems, share: 12 },
        { title: R.next_month, share: 10 },
        { title: R.state, share: 6 },
      ]}
      row={(row) => ({ key: row.project_id, cells: cellsOf(row) })}
      below={
        <PaperSigns
          signs={[
            t('progress.paper.seal'),
            t('progress.paper.head'),
            t('progress.paper.auditor'),
            t('progress.paper.filler'),
            t('progress.paper.phone'),
            t('progress.paper.on'),
          ]}
        />
      }
    />
  )
}

function Lines({ period }: { period: Period }) {
  const { t } = useTranslation()
  return (
    <p className="paper-line">
      <span>{t('progress.reported', { n: period.progress.submitted, of: period.progress.due })}</span>
      <span>{t('progress.paper.due', { on: date(period.due_on) })}</span>
      <span>{t('progress.paper.unit', { unit: t('money.unit') })}</span>
    </p>
  )
}

const cellsOf = (row: Report) => [
  <span key="project">
    {row.project_name} <span className="whole">{row.project_number}</span>
  </span>,
  row.unit_name,
  wan(row.last?.invested_month_yuan),
  wan(row.invested_month_yuan),
  wan(row.invested_total_yuan),
  row.plan ? `${row.plan.done_percent}%` : '—',
  row.image_progress ?? '—',
  row.problems ?? '—',
  row.next_month ?? '—',
  MonthlyRowStateWords[row.state],
]
