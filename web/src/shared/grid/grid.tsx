/**
 * The ledger grid: virtual rows over server windows, frozen first columns, a total row, one tab stop with a moving cell.
 * It is a grid by role, not a table: a table cannot hold a hundred thousand rows, and only the grid itself takes focus.
 * Rows not here yet are grey bars with their number. Copies are exact and harmless for a spreadsheet.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isComposing } from '../keys'
import { settingsNow } from '../preferences'
import { copyText } from '../ui/copy'
import { asTable, type Column } from './columns'
import './grid.css'
import { Cell, GridRow, Head } from './grid-parts'
import { isDrawn, useSpan } from './span'
import { TICK, type Ticks, tickColumn } from './ticks'

export type GridProps<Row> = {
  label: string
  columns: readonly Column<Row>[]
  total: number
  row: (index: number) => Row | undefined
  rowKey: (row: Row) => string | number
  onLook: (from: number, to: number) => void
  onOpen: (row: Row, index: number, column: number) => void
  /** Told when the moving cell stands elsewhere. */
  onActive?: (index: number, column: number) => void
  /** Brings the moving cell to a row; another object moves it again. */
  goTo?: { row: number } | undefined
  sort: string | undefined
  onSort: (sort: string) => void
  /** Cells of the row that sticks to the bottom, by column key. */
  totals: Partial<Record<string, string>> | undefined
  rowHeight: number
  /** F2 on a cell, where cells can be changed. */
  onEdit?: ((row: Row, column: string) => void) | undefined
  /** A column was drawn to another width; without it columns stay as wide as they are. */
  onWidth?: ((key: string, width: number) => void) | undefined
  /** A column of ticks at the left; `x` ticks the row of the moving cell, Shift with it all rows since the last tick. */
  ticks?: Ticks<Row> | undefined
  /** Space on a row: a look at it without leaving. */
  onPeek?: ((row: Row, index: number) => void) | undefined
  /** Said below the last row, e.g. that there are more than can be reached. */
  end?: ReactNode
}

export function Grid<Row>(props: GridProps<Row>) {
  const { total, row, rowKey, onLook, onOpen, onActive, goTo, rowHeight, totals, ticks } = props
  const { t } = useTranslation()
  const withTicks = ticks !== undefined
  const columns = useMemo(() => (withTicks ? [tickColumn<Row>(), ...props.columns] : props.columns), [withTicks, props.columns])
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const [active, setActive] = useState({ row: 0, column: withTicks ? 1 : 0 })
  const [anchor, setAnchor] = useState<{ row: number; column: number } | null>(null)
  const [said, setSaid] = useState('')
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => onLook(first, last), [first, last, onLook])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another density measures every row anew
  useEffect(() => virtual.measure(), [rowHeight])

  const span = useSpan(scroller, columns)
  const offsets = useMemo(() => frozenOffsets(columns), [columns])
  const places = useMemo(() => offsets.map((left, c) => ({ gridColumn: c + 1, left })), [offsets])
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  const template = columns.map((column) => `${column.width}px`).join(' ')

  const move = useCallback(
    (to: { row: number; column: number }, extend: boolean) => {
      const next = { row: clamp(to.row, total - 1), column: clamp(to.column, columns.length - 1) }
      setAnchor((old) => (extend ? (old ?? active) : null))
      setActive(next)
      onActive?.(next.row, next.column)
      virtual.scrollToIndex(next.row)
      reveal(scroller.current, columns, offsets, next.column)
    },
    [active, columns, offsets, onActive, total, virtual],
  )

  const copy = (withHead: boolean) => {
    const from = anchor ?? active
    const [top, bottom] = [Math.min(from.row, active.row), Math.max(from.row, active.row)]
    const [left, right] = [Math.min(from.column, active.column), Math.max(from.column, active.column)]
    const rows = Array.from({ length: bottom - top + 1 }, (_, i) => row(top + i)).filter((r): r is Row => r !== undefined)
    const copied = columns.slice(left, right + 1).filter((column) => column.key !== TICK)
    const table = asTable(copied, rows, withHead)
    if (copyText(table.text, table.html)) setSaid(t('grid.copied', { rows: rows.length }))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 3)
    const steps: Record<string, [number, number]> = {
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      PageDown: [page, 0],
      PageUp: [-page, 0],
    }
    const step = steps[event.key]
    const ctrl = event.ctrlKey || event.metaKey
    if (step && !ctrl && !event.altKey) {
      move({ row: active.row + step[0], column: active.column + step[1] }, event.shiftKey)
    } else if (event.key === 'Home') {
      move({ row: ctrl ? 0 : active.row, column: 0 }, event.shiftKey)
    } else if (event.key === 'End') {
      move({ row: ctrl ? total - 1 : active.row, column: columns.length - 1 }, event.shiftKey)
    } else if (event.key === 'Enter') {
      const chosen = row(active.row)
      if (chosen) onOpen(chosen, active.row, active.column)
    } else if (event.key === 'F2' && props.onEdit) {
      const [chosen, column] = [row(active.row), columns[active.column]]
      if (chosen && column && column.key !== TICK) props.onEdit(chosen, column.key)
    } else if (event.key === ' ' && props.onPeek) {
      const chosen = row(active.row)
      if (chosen) props.onPeek(chosen, active.row)
    } else if (event.key.toLowerCase() === 'x' && ticks && !ctrl && !event.altKey && settingsNow().single_keys) {
      ticks.toggle(active.row, event.shiftKey)
    } else if (ctrl && event.key.toLowerCase() === 'c') {
      copy(event.shiftKey)
    } else {
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  const latest = useRef({ move, row, onOpen, active, ticks })
  latest.current = { move, row, onOpen, active, ticks }
  const [acts] = useState(() => ({
    point: (index: number, column: number, extend: boolean) => latest.current.move({ row: index, column }, extend),
    open: (index: number) => {
      const chosen = latest.current.row(index)
      if (chosen !== undefined) latest.current.onOpen(chosen, index, latest.current.active.column)
    },
    tick: (index: number, range: boolean) => latest.current.ticks?.toggle(index, range),
  }))
  useEffect(() => {
    if (goTo) latest.current.move({ row: goTo.row, column: latest.current.active.column }, false)
  }, [goTo])

  const selected = (index: number, column: number): boolean => {
    if (!anchor) return false
    return between(index, anchor.row, active.row) && between(column, anchor.column, active.column)
  }

  const here = columns[active.column]
  const seen = here !== undefined && isDrawn(span, here, active.column) && between(active.row, first, last)

  return (
    <div className="grid-box">
      <div
        ref={scroller}
        className="grid"
        role="grid"
        aria-label={props.label}
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        aria-activedescendant={total > 0 && seen ? `${id}-${active.row}-${active.column}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <Head {...props} columns={columns} template={template} width={width} places={places} />
        <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize(), width }}>
          {items.map((item) => {
            const data = row(item.index)
            return (
              <GridRow
                key={data ? rowKey(data) : `empty-${item.index}`}
                id={id}
                index={item.index}
                start={item.start}
                height={rowHeight}
                data={data}
                columns={columns as readonly Column<unknown>[]}
                template={template}
                places={places}
                span={span}
                active={item.index === active.row ? active.column : -1}
                selectedFrom={anchor ? columns.findIndex((_, c) => selected(item.index, c)) : -1}
                selectedTo={anchor ? columns.findLastIndex((_, c) => selected(item.index, c)) : -1}
                ticked={ticks && data ? ticks.has(data) : undefined}
                box={ticks?.box}
                tickLabel={ticks && data ? ticks.label(data) : ''}
                acts={acts}
              />
            )
          })}
        </div>
        {totals ? (
          <div role="rowgroup" className="grid-foot" style={{ width }}>
            <div
              role="row"
              className="grid-line"
              style={{ gridTemplateColumns: template, height: rowHeight }}
              aria-rowindex={total + 2}
            >
              {columns.map((column, c) => (
                <Cell key={column.key} column={column as Column<unknown>} place={places[c]} title={totals[column.key]}>
                  {totals[column.key] ?? ''}
                </Cell>
              ))}
            </div>
          </div>
        ) : null}
      </div>
      {props.end}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </div>
  )
}

const clamp = (n: number, most: number): number => Math.max(0, Math.min(n, most))
const between = (n: number, a: number, b: number): boolean => n >= Math.min(a, b) && n <= Math.max(a, b)

/** How far from the left each frozen column stands; undefined for those that scroll. */
function frozenOffsets<Row>(columns: readonly Column<Row>[]): (number | undefined)[] {
  let left = 0
  return columns.map((column) => {
    if (!column.pinned) return undefined
    const offset = left
    left += column.width
    return offset
  })
}

/** Brings a column into sight beside the frozen ones. */
function reveal<Row>(
  box: HTMLDivElement | null,
  columns: readonly Column<Row>[],
  offsets: (number | undefined)[],
  index: number,
): void {
  if (!box || offsets[index] !== undefined) return
  const left = columns.slice(0, index).reduce((sum, c) => sum + c.width, 0)
  const frozen = columns.reduce((sum, c, i) => sum + (offsets[i] === undefined ? 0 : c.width), 0)
  const right = left + (columns[index]?.width ?? 0)
  if (left - frozen < box.scrollLeft) box.scrollLeft = left - frozen
  else if (right > box.scrollLeft + box.clientWidth) box.scrollLeft = right - box.clientWidth
}
