/** The month's reports as a form: what was reported of each project, and where those sign who answer for it. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { MonthlyRowStateWords, MonthlyReportTitles as R } from '@/api/labels'
import { date } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import { useConditions } from '@/shared/list/conditions'
import { wan } from '@/shared/money'
import { Paper } from '@/shared/ui/paper'
import { PaperConditions, PaperSigns, PaperTable, usePaperNotice } from '@/shared/ui/paper-list'
import { useTitle } from '@/shared/ui/title'
import { MOST_PRINTED, periodQuery, printedMonth, type Report } from './api'

type Props = { month: string; filters: Search; by: string; onBack: () => void }

export function MonthlyPaper({ month, filters, by, onBack }: Props) {
  const { t } = useTranslation()
  const [year = '', of = ''] = month.split('-')
  const title = t('progress.paper.title', { year, month: Number(of) })
  useTitle(title)
  const found = useQuery(printedMonth(month, filters))
  const period = useQuery(periodQuery(month, filters))
  const conditions = useConditions('monthly_reports', filters)
  const notice = usePaperNotice([found, period, conditions])
  const list = notice ? undefined : found.data
  const tooMany = list && list.total > MOST_PRINTED ? t('paper.tooMany', { n: list.total, most: MOST_PRINTED }) : null
  return (
    <Paper
      kind="across"
      back={t('progress.paper.back')}
      onBack={onBack}
      by={by}
      notice={notice ?? (tooMany ? <p role="alert">{tooMany}</p> : null)}
    >
      {list && !tooMany && period.data ? (
        <>
          <h1>{title}</h1>
          <PaperConditions words={conditions.data?.words} at={found.dataUpdatedAt} />
          <p className="paper-line">
            <span>{t('progress.reported', { n: period.data.progress.submitted, of: period.data.progress.due })}</span>
            <span>{t('progress.paper.due', { on: date(period.data.due_on) })}</span>
            <span>{t('progress.paper.unit', { unit: t('money.unit') })}</span>
          </p>
          {list.items.length === 0 ? (
            <p>{t('progress.none')}</p>
          ) : (
            <PaperTable
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
              rows={list.items.map((row) => ({ key: row.project_id, cells: cellsOf(row) }))}
            />
          )}
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
        </>
      ) : null}
    </Paper>
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
