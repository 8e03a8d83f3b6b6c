/**
 * The ledger grid: virtual rows over server windows, frozen first columns, a total row, one tab stop with a moving cell.
 * It is a grid by role, not a table: a table cannot hold a hundred thousand rows, and only the grid itself takes focus.
 * Rows not here yet are grey bars with their number. Copies are exact and harmless for a spreadsheet.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { isComposing, isWritten, nameOf } from '../keys'
import { scaleOf, settingsNow, useTextSize } from '../preferences'
import { copyText } from '../ui/copy'
import { say } from '../ui/said'
import { asTable, type Column } from './columns'
import type { Far } from './far-copy'
import './grid.css'
import { Foot, GridRow, Head } from './grid-parts'
import { isDrawn, useSpan } from './span'
import { TICK, type Ticks, tickColumn } from './ticks'
import { useWholeRows } from './whole-rows'

const FarCopy = lazy(() => import('./far-copy').then((m) => ({ default: m.FarCopy }))) as typeof import('./far-copy').FarCopy

export type GridProps<Row> = {
  label: string
  columns: readonly Column<Row>[]
  total: number
  row: (index: number) => Row | undefined
  /** Rows of a stretch, those that are not here yet too: copies are whole. */
  rowsOf?: ((from: number, to: number) => Promise<Row[]>) | undefined
  rowKey: (row: Row) => string | number
  onLook: (from: number, to: number) => void
  onOpen: (row: Row, index: number, column: number) => void
  /** Told when the moving cell stands elsewhere. */
  onActive?: (index: number, column: number) => void
  /** Brings the moving cell to a row, or to one cell of it; another object moves it again. */
  goTo?: { row: number; column?: number } | undefined
  sort: string | undefined
  onSort: (sort: string) => void
  /** Cells of the row that sticks to the bottom, by column key. */
  totals: Partial<Record<string, string>> | undefined
  /** What that row begins with, whichever columns are shown. */
  totalsLabel?: string | undefined
  rowHeight: number
  /** F2 on a cell, where cells can be changed. */
  onEdit?: ((row: Row, column: string) => void) | undefined
  /** A column was drawn to another width; without it columns stay as wide as they are. */
  onWidth?: ((key: string, width: number) => void) | undefined
  /** A column of ticks at the left; `x` ticks the row of the moving cell, Shift with it all rows since the last tick. */
  ticks?: Ticks<Row> | undefined
  /** Space on a row: a look at it without leaving. */
  onPeek?: ((row: Row, index: number) => void) | undefined
  /** Ctrl+V: a table from elsewhere. Cells are never written to directly. */
  onPaste?: ((text: string) => void) | undefined
  /** Said below the last row, e.g. that there are more than can be reached. */
  end?: ReactNode
}

export function Grid<Row>(props: GridProps<Row>) {
  const { total, row, rowsOf, rowKey, onLook, onOpen, onActive, goTo, rowHeight, totals, ticks } = props
  const { t } = useTranslation()
  const withTicks = ticks !== undefined
  const columns = useMemo(() => (withTicks ? [tickColumn<Row>(), ...props.columns] : props.columns), [withTicks, props.columns])
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const [active, setActive] = useState({ row: 0, column: withTicks ? 1 : 0 })
  const [anchor, setAnchor] = useState<{ row: number; column: number } | null>(null)
  const [far, setFar] = useState<Far<Row> | null>(null)
  const ready = useRef<(() => void) | null>(null)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  })
  const items = virtual.getVirtualItems()
  // a row that leaves at one end comes in again at the other: only what it says is new
  const drawn = useRef(1)
  drawn.current = Math.max(drawn.current, items.length)
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => onLook(first, last), [first, last, onLook])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another density measures every row anew
  useEffect(() => virtual.measure(), [rowHeight])

  const span = useSpan(scroller, columns)
  const scale = scaleOf(useTextSize())
  const chrome = useWholeRows(scroller, rowHeight)
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
      chrome.reveal(next.row)
      reveal(scroller.current, columns, offsets, next.column)
    },
    [active, columns, offsets, onActive, total, chrome],
  )

  const copy = (withHead: boolean) => {
    const from = anchor ?? active
    const [top, bottom] = [Math.min(from.row, active.row), Math.max(from.row, active.row)]
    const [left, right] = [Math.min(from.column, active.column), Math.max(from.column, active.column)]
    // what was fetched for this very stretch
    if (far && ready.current && far.rowsOf === rowsOf && far.from === top && far.to === bottom) return ready.current()
    const rows: Row[] = []
    for (let i = top; i <= bottom; i += 1) {
      const here = row(i)
      if (here === undefined) break
      rows.push(here)
    }
    const copied = columns.slice(left, right + 1).filter((column) => column.key !== TICK)
    if (rows.length <= bottom - top) {
      if (rowsOf) setFar({ from: top, to: bottom, columns: copied, withHead, rowsOf })
      return
    }
    setFar(null)
    const table = asTable(copied, rows, withHead)
    if (copyText(table.text, table.html)) say(t('grid.copied', { rows: rows.length }))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // what is written in a cell is nobody else's
    if (isComposing(event) || isWritten(event.target)) return
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
    } else if (nameOf(event) === 'Ctrl+f') {
      // again, from within the box, it is the browser's own
      const box = document.querySelector<HTMLInputElement>('[role=search] .filter-text input')
      if (!box) return
      box.focus()
      box.select()
    } else {
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  const onPaste = (event: ClipboardEvent) => {
    if (!props.onPaste || isWritten(event.target)) return
    event.preventDefault()
    props.onPaste(event.clipboardData.getData('text/plain'))
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
    if (goTo) latest.current.move({ row: goTo.row, column: goTo.column ?? latest.current.active.column }, false)
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
        onPaste={onPaste}
      >
        <Head {...props} columns={columns} template={template} width={width} places={places} />
        <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize(), width }}>
          {items.map((item) => {
            const data = row(item.index)
            return (
              <GridRow
                key={item.index % drawn.current}
                content={data ? rowKey(data) : undefined}
                id={id}
                index={item.index}
                start={item.start}
                height={rowHeight}
                data={data}
                columns={columns as readonly Column<unknown>[]}
                template={template}
                places={places}
                span={span}
                scale={scale}
                active={item.index === active.row ? active.column : -1}
                selectedFrom={anchor ? columns.findIndex((_, c) => selected(item.index, c)) : -1}
                selectedTo={anchor ? columns.findLastIndex((_, c) => selected(item.index, c)) : -1}
                ticked={ticks && data ? ticks.has(data) : undefined}
                box={ticks?.box}
                tickLabel={ticks?.label as Ticks<unknown>['label'] | undefined}
                acts={acts}
              />
            )
          })}
        </div>
        {totals ? (
          <Foot
            columns={columns}
            totals={totals}
            label={props.totalsLabel}
            template={template}
            width={width}
            height={rowHeight}
            places={places}
            index={total + 2}
          />
        ) : null}
      </div>
      {props.end}
      {far && far.rowsOf === rowsOf ? (
        <Suspense fallback={null}>
          <FarCopy far={far} ready={ready} onClose={() => setFar(null)} />
        </Suspense>
      ) : null}
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
