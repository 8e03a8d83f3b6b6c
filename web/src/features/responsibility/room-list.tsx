/** A list of this room: filters in the address, a grid, cards on a phone, an export. */
import { type ReactNode, useCallback } from 'react'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { FilterBar } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ExportButton } from '@/shared/ui/export'

export type Shared = {
  filters: Search
  onFilters: (filters: Search) => void
  /** Opens the project of a row. */
  onOpen: (project: number) => void
  actions: ReactNode
}

type Page<Row> = { items: Row[]; total: number }
type Fetch<Row> = (filters: Search, page: number, perPage: number, signal: AbortSignal) => Promise<Page<Row>>
type Of<Row> = Shared & {
  title: string
  /** Under which name the API exports it. */
  list: string
  fetch: Fetch<Row>
  rowKey: (row: Row) => string | number
  columns: readonly Column<Row>[]
  project: (row: Row) => number | undefined
  card: (row: Row) => ReactNode
  filterRow: ReactNode
  none: string
}

export function RoomList<Row>({ filters, onFilters, onOpen, actions, fetch, project, filterRow, none, ...own }: Of<Row>) {
  const scale = scaleOf(useTextSize())
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetch(filters, page, perPage, signal),
    [fetch, filters],
  )
  return (
    <ListPage<Row>
      title={own.title}
      queryKey={['responsibility', own.list, filters]}
      fetchPage={fetchPage}
      rowKey={own.rowKey}
      columns={scaled(own.columns, scale)}
      filters={filters}
      onFilters={onFilters}
      onOpen={(row) => {
        const id = project(row)
        if (id) onOpen(id)
      }}
      cardHeight={116}
      card={own.card}
      bar={
        <FilterBar
          filters={filters}
          onChange={onFilters}
          tools={<ExportButton list={own.list} filters={filters} sort={undefined} />}
        >
          {filterRow}
        </FilterBar>
      }
      actions={actions}
      empty={<p>{none}</p>}
    />
  )
}
