/** Funds month by month, each beside the same month of the year before; every number opens the projects it is of. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Search } from '@/shared/filters'
import { ProblemAlert } from '@/shared/ui/problem'
import { type FundsByMonth, type FundsCompared, fundsByMonthQuery } from './api'
import { type Bar, Bars, Chart, type TableOf, type TableRow } from './chart'
import { placeOf } from './opens'
import { cellOf, shownFigure, signed } from './shown'

const growthOf = (funds: FundsCompared): string => (funds.growth_percent == null ? '—' : `${signed(funds.growth_percent)}%`)

export function FundsMonths({ filters }: { filters: Search }) {
  const months = useQuery(fundsByMonthQuery(filters))
  if (months.error) return <ProblemAlert error={months.error} onRetry={() => void months.refetch()} />
  return months.data ? <Months view={months.data} /> : null
}

function Months({ view }: { view: FundsByMonth }) {
  const { t } = useTranslation()
  const { year, through: on, year_to_date: whole } = view
  const name = (month: string): string => t('reports.months.short', { n: Number(month.slice(-2)) })
  const table = useTable(view, name)
  const summary = t('reports.months.summary', {
    on,
    amount: shownFigure(whole.in_place),
    last: shownFigure(whole.last_year),
    growth: whole.unknown_because ? t('reports.months.unknown', { why: whole.unknown_because }) : growthOf(whole),
  })
  const bars: Bar[] = view.months.map(({ month, funds }) => ({
    key: month,
    label: name(month),
    value: funds?.in_place.value ?? 0,
    shown: funds ? shownFigure(funds.in_place) : '—',
    to: placeOf(funds?.in_place.href),
    mark: funds?.last_year.value,
  }))
  const begun = view.months.flatMap(({ funds }, i) => (funds ? [{ funds, bar: bars[i] as Bar }] : []))
  const nothing = begun.every(({ funds }) => funds.in_place.value === 0 && funds.last_year.value === 0)
  return (
    <Chart className="months" title={t('reports.months.title', { year })} table={table}>
      {nothing ? (
        <p className="nothing">{t('reports.months.none', { year, on })}</p>
      ) : (
        <>
          <Bars
            sentence={t('reports.months.sentence', {
              year,
              summary,
              list: begun.map(({ bar }) => bar.label + bar.shown).join(t('reports.join')),
            })}
            bars={bars}
            short
          />
          <p className="chart-note">{t('reports.months.note', { summary })}</p>
        </>
      )}
    </Chart>
  )
}

/** The same as a table, with the year to date. */
function useTable(view: FundsByMonth, name: (month: string) => string): TableOf {
  const { t } = useTranslation()
  const inWan = (title: string) => ({ title: t('reports.withUnit', { title, unit: t('money.unit') }), numeric: true })
  return {
    head: [
      { title: t('reports.months.month') },
      inWan(t('reports.months.inPlace')),
      inWan(t('reports.months.toDate')),
      inWan(t('reports.months.lastYear')),
      inWan(t('reports.months.difference')),
      { title: t('reports.growth'), numeric: true },
    ],
    rows: rowsOf(view, name, t('reports.months.total')),
  }
}

function rowsOf(view: FundsByMonth, name: (month: string) => string, total: string): TableRow[] {
  const row = (key: string, label: string, funds: FundsCompared | null | undefined, toDate = funds?.in_place): TableRow => ({
    key,
    cells: [
      label,
      cellOf(funds?.in_place.value, true, funds?.in_place.href),
      cellOf(toDate?.value, true, toDate?.href),
      cellOf(funds?.last_year.value, true, funds?.last_year.href),
      cellOf(funds?.difference_yuan, true),
      funds ? { text: growthOf(funds) } : '—',
    ],
  })
  return [
    ...view.months.map(({ month, funds, year_to_date }) => row(month, name(month), funds, year_to_date ?? undefined)),
    row('total', total, view.year_to_date),
  ]
}
