/** The ledger on paper: A4 across, every row that the filters admit, and the filters said in words. */
import { useQuery } from '@tanstack/react-query'
import Skeleton from 'antd/es/skeleton'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { instant } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { useConditions } from '@/shared/list/conditions'
import { useLayout } from '@/shared/list/layout'
import { wan } from '@/shared/money'
import { ExportButton } from '@/shared/ui/export'
import { Paper } from '@/shared/ui/paper'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { MOST_PRINTED, type Project, printedQuery, projectSums } from './api'
import { allColumns, USUAL } from './columns'
import type { Filters } from './filters'

/** Of the paper's width, beside the numbers of the rows. */
const ROWS_SHARE = 0.97

type Props = { filters: Filters; sort: string | undefined; by: string; onBack: () => void }

export function LedgerPaper({ filters, sort, by, onBack }: Props) {
  const { t } = useTranslation()
  useTitle(t('projects.print.title'))
  const all = useMemo(() => allColumns(t('money.unit'), t('ledger.mu')), [t])
  const { columns } = useLayout<Project>('projects', all, USUAL, 1)
  const fields = useMemo(() => columns.map((column) => column.key), [columns])
  const printed = useQuery(printedQuery(filters, sort, fields))
  const sums = useQuery(projectSums(filters))
  const conditions = useConditions('projects', filters as Search)
  const failed = [printed, sums, conditions].find((one) => one.error)
  const shares = useMemo(() => sharesOf(columns, printed.data?.items ?? [], sums.data ?? {}), [columns, printed.data, sums.data])
  const tooMany = printed.data !== undefined && printed.data.total > MOST_PRINTED
  const waits = printed.isPending || sums.isPending || conditions.isLoading
  return (
    <Paper
      kind="across"
      back={t('project.back')}
      onBack={onBack}
      by={by}
      notice={
        failed ? (
          <ProblemAlert error={failed.error} title={t('state.loadFailed')} onRetry={() => void failed.refetch()} />
        ) : tooMany ? (
          <p role="alert" className="paper-tools">
            {t('projects.print.tooMany', { n: printed.data.total, most: MOST_PRINTED })}
            <ExportButton list="projects" filters={filters as Search} sort={sort} />
          </p>
        ) : waits ? (
          <Skeleton active paragraph={{ rows: 12 }} />
        ) : null
      }
    >
      {failed || tooMany || waits || !printed.data || !sums.data ? null : (
        <>
          <h1>{t('projects.print.title')}</h1>
          <p className="paper-line">
            <span>{t('paper.filter', { words: conditions.data?.words || t('projects.print.noFilter') })}</span>
            <span>{t('paper.asOf', { at: instant(new Date(printed.dataUpdatedAt).toISOString()) })}</span>
          </p>
          <table>
            <colgroup>
              <col style={{ width: `${100 - ROWS_SHARE * 100}%` }} />
              {shares.map((share, c) => (
                <col key={columns[c]?.key} style={{ width: `${share * ROWS_SHARE}%` }} />
              ))}
            </colgroup>
            <thead>
              <tr>
                <th scope="col">{t('paper.row')}</th>
                {columns.map((column) => (
                  <th key={column.key} scope="col" className={column.numeric ? 'num' : undefined}>
                    {isShort(column.title) ? <span className="whole">{column.title}</span> : column.title}
                    {column.unit ? <span className="whole">{t('projects.print.unit', { unit: column.unit })}</span> : null}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {printed.data.items.map((row, i) => (
                <tr key={row.id}>
                  <td>{i + 1}</td>
                  {columns.map((column) => (
                    <td key={column.key} className={column.numeric ? 'num' : isWhole(column) ? 'whole' : undefined}>
                      {onPaper(column, row)}
                    </td>
                  ))}
                </tr>
              ))}
              <tr className="sum">
                <td />
                {columns.map((column, c) => (
                  <td key={column.key} className={column.numeric ? 'num' : undefined}>
                    {c === 0
                      ? `${t('ledger.totals')} ${t('ledger.count', { n: sums.data.count })}`
                      : summed(sums.data, column.key)}
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        </>
      )}
    </Paper>
  )
}

/** A text as wide as so many figures; a Han character is as wide as two, a capital nearly so. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0xff ? 2 : c >= 'A' && c <= 'Z' ? 1.5 : 1), 0)
/** A title of up to four characters stands in one line, and its column is as wide. */
const isShort = (title: string): boolean => widthOf(title) <= 8
const onPaper = (column: Column<Project>, row: Project): string => (column.printed ?? column.text)(row)
/** Numbers, days and what has a shape of its own are not broken. */
const isWhole = ({ key, printed }: Column<Project>): boolean => key === 'number' || key.endsWith('_on') || printed !== undefined
/** Longer texts are broken into lines. */
const WIDEST = 22
const PADDING = 2

/** The width of the paper in figures of its type, beside the numbers of the rows. */
const PAPER = 188

/**
 * The share of the paper that each column takes: by its longest text, and by its head, a long one in two lines. Where that is more
 * than there is, texts that can be broken give way: a number is never cut.
 */
function sharesOf(columns: readonly Column<Project>[], rows: readonly Project[], sums: object): number[] {
  const wanted = columns.map((column) => {
    const longest = rows.reduce((most, row) => Math.max(most, widthOf(onPaper(column, row))), widthOf(summed(sums, column.key)))
    const wide = widthOf(column.title)
    const head = Math.max(isShort(column.title) ? wide : Math.ceil(wide / 4) * 2, column.unit ? widthOf(column.unit) + 4 : 0)
    const least = Math.max(head, 4) + PADDING
    const width = Math.max(Math.min(longest, WIDEST) * (isWhole(column) ? 1.1 : 1) + PADDING, least)
    return { width, least: isWhole(column) || column.numeric ? width : least }
  })
  const sum = (of: readonly number[]): number => of.reduce((all, one) => all + one, 0)
  const firm = sum(wanted.map((one) => (one.least === one.width ? one.width : 0)))
  const soft = sum(wanted.map((one) => one.width)) - firm
  const room = soft > 0 ? Math.min(1, Math.max(0, PAPER - firm) / soft) : 1
  const widths = wanted.map((one) => Math.max(one.least, one.width * room))
  return widths.map((one) => (one / sum(widths)) * 100)
}

/** What the API added of a column. */
function summed(sums: object, key: string): string {
  const yuan = (sums as Record<string, unknown>)[key]
  return typeof yuan === 'number' ? wan(yuan) : ''
}
