/** A list as every room has it: filters in the address, a grid over server windows (cards on a phone), sums, tools. */
import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { lazy, type ReactNode, Suspense, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { clock } from '../dates'
import type { Search } from '../filters'
import type { Column } from '../grid/columns'
import { Grid, type GridProps } from '../grid/grid'
import { useNews } from '../grid/news'
import { REACH, useWindows, WINDOW, type Window } from '../grid/windows'
import { useNarrow } from '../narrow'
import { scaleOf, useTextSize } from '../preferences'
import { useLate } from '../soon'
import { ProblemAlert } from '../ui/problem'
import { useTitle } from '../ui/title'
import './list.css'

// a desk has no cards, a phone no grid to wait for; and most lists have something to show
const Cards = lazy(() => import('../grid/cards').then((m) => ({ default: m.Cards }))) as typeof import('../grid/cards').Cards
const Nothing = lazy(() => import('./nothing').then((m) => ({ default: m.Nothing })))

/** Rows drawn as grey bars while the first window is awaited. */
const SHAPE = 20

/** What a grid over the windows of a list needs. */
export type Listed<Row> = GridProps<Row> & {
  rowsOf: NonNullable<GridProps<Row>['rowsOf']>
  /** How many there are, also beyond what can be reached. */
  whole: number
  /** The list as it is filtered. */
  of: string
}

export type ListProps<Row> = {
  title: string
  /** Under which windows are kept; begins with the room. */
  queryKey: readonly unknown[]
  fetchPage: (page: number, perPage: number, signal: AbortSignal) => Promise<Window<Row>>
  rowKey: (row: Row) => string | number
  /** Widths at the standard text size. */
  columns: readonly Column<Row>[]
  /** Height of a row at the standard text size. */
  rowHeight?: number
  /** F2 on a cell. */
  onEdit?: (row: Row, column: string) => void
  /** Ctrl+V in the grid, for those who may bring tables in. */
  onPaste?: ((text: string) => void) | undefined
  /** A column was drawn wider or narrower. */
  onWidth?: (key: string, width: number) => void
  filters: Search
  onFilters: (filters: Search) => void
  sort?: string | undefined
  onSort?: (sort: string) => void
  onOpen: (row: Row, index: number) => void
  /** A row on a phone. */
  card: (row: Row) => ReactNode
  cardHeight?: number
  /** The row of filters. */
  bar: ReactNode
  /** What stands beside the title, e.g. the button for something new. */
  actions?: ReactNode
  totals?: Partial<Record<string, string>> | undefined
  /** What the row of sums begins with: how many, as of when. */
  totalsLabel?: string | undefined
  /** Said when there is nothing at all, with what to do about it. */
  empty: ReactNode
  /** More alerts above the grid. */
  notice?: ReactNode
  /** Under which name the API knows the list: then it says what there is without each of the filters. */
  list?: string
  /** A grid that can do more than show, over the same rows. */
  grid?: (listed: Listed<Row>) => ReactNode
}

export function ListPage<Row>(props: ListProps<Row>) {
  const { title, queryKey, fetchPage, filters, sort, onOpen, rowKey, columns } = props
  const { t } = useTranslation()
  useTitle(title)
  const scale = scaleOf(useTextSize())
  const fetchWindow = useCallback((page: number, signal: AbortSignal) => fetchPage(page, WINDOW, signal), [fetchPage])
  const windows = useWindows<Row>(queryKey, fetchWindow)
  const total = windows.total ?? 0
  const late = useLate(windows.total === undefined)
  const rows = windows.total === undefined && late ? SHAPE : Math.min(total, REACH)
  const narrow = useNarrow()
  const queries = useQueryClient()
  const news = useNews(queryKey, windows.shown, fetchWindow, rowKey)
  const listed: GridProps<Row> & Pick<Listed<Row>, 'rowsOf'> = {
    label: title,
    columns,
    total: rows,
    row: windows.row,
    rowsOf: windows.rowsOf,
    rowKey,
    onLook: windows.look,
    onOpen,
    sort,
    onSort: props.onSort ?? (() => undefined),
    totals: props.totals,
    totalsLabel: props.totalsLabel,
    rowHeight: Math.round((props.rowHeight ?? 32) * scale),
    onWidth: props.onWidth,
    onEdit: props.onEdit,
    onPaste: props.onPaste,
    end: total > REACH ? <p className="grid-end">{t('list.beyond', { n: total - REACH })}</p> : undefined,
  }
  const nothing = !windows.loading && !windows.error && windows.total === 0
  return (
    <div className="ledger">
      <header className="page-head">
        <h1>{title}</h1>
        <span className="asof">{windows.updatedAt ? t('list.seen', { at: clock(new Date(windows.updatedAt)) }) : null}</span>
        {news > 0 ? (
          <span className="list-news" role="status">
            {t('list.news', { n: news })}
            <Button size="small" onClick={() => void queries.invalidateQueries({ queryKey: queryKey.slice(0, 1) })}>
              {t('list.renew')}
            </Button>
          </span>
        ) : null}
        {props.actions ? <div className="page-actions">{props.actions}</div> : null}
      </header>
      {props.bar}
      {windows.error ? <ProblemAlert error={windows.error} title={t('state.loadFailed')} onRetry={windows.retry} /> : null}
      {props.notice}
      {nothing ? (
        <Suspense fallback={null}>
          <Nothing list={props.list} filters={filters} empty={props.empty} onFilters={props.onFilters} />
        </Suspense>
      ) : narrow ? (
        <Suspense fallback={null}>
          <Cards
            label={title}
            total={rows}
            row={windows.row}
            rowKey={rowKey}
            onLook={windows.look}
            onOpen={onOpen}
            height={Math.round((props.cardHeight ?? 92) * scale)}
          >
            {props.card}
          </Cards>
        </Suspense>
      ) : (
        (props.grid?.({ ...listed, whole: total, of: JSON.stringify(filters) }) ?? <Grid {...listed} />)
      )}
    </div>
  )
}

/** Columns of plain kinds; the widths grow with the text. */
export function scaled<Row>(columns: readonly Column<Row>[], scale: number): Column<Row>[] {
  return columns.map((column) => ({ ...column, width: Math.round(column.width * scale) }))
}
