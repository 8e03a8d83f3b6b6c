/** What a grid is drawn of: its head with sortable titles and edges to draw, its rows, its cells. */
import { Fragment, memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './columns'
import { fits } from './fits'
import { isDrawn, type Span } from './span'
import { TICK, type Ticks } from './ticks'

/** Where a cell stands in its line, and how far from the left it stays when it is frozen. */
type Place = { gridColumn: number; left: number | undefined }

type HeadProps<Row> = {
  columns: readonly Column<Row>[]
  template: string
  width: number
  places: readonly Place[]
  sort: string | undefined
  onSort: (sort: string) => void
  onWidth?: ((key: string, width: number) => void) | undefined
  ticks?: Ticks<Row> | undefined
}

export function Head<Row>({ columns, template, width, places, sort, onSort, onWidth, ticks }: HeadProps<Row>) {
  const { t } = useTranslation()
  return (
    <div role="rowgroup" className="grid-head" style={{ width }}>
      <div role="row" className="grid-line" style={{ gridTemplateColumns: template }} aria-rowindex={1}>
        {columns.map((column, c) => {
          const order =
            column.sort && sort === column.sort ? 'ascending' : column.sort && sort === `-${column.sort}` ? 'descending' : 'none'
          const title = column.unit ? `${column.title}（${column.unit}）` : column.title
          return (
            <div
              key={column.key}
              role="columnheader"
              className={`${classes(column)} plain`}
              style={places[c]}
              aria-colindex={c + 1}
              {...(column.sort ? { 'aria-sort': order } : {})}
            >
              {column.key === TICK && ticks ? (
                <ticks.box label={ticks.allLabel} on={ticks.all} some={ticks.some} onTick={ticks.toggleAll} />
              ) : column.sort ? (
                <button
                  type="button"
                  tabIndex={-1}
                  title={t('grid.sort', { title })}
                  onClick={() => onSort(order === 'descending' ? `${column.sort}` : `-${column.sort}`)}
                >
                  {title}
                  <span aria-hidden="true">{order === 'ascending' ? ' ▲' : order === 'descending' ? ' ▼' : ''}</span>
                </button>
              ) : (
                title
              )}
              {onWidth && column.key !== TICK ? (
                <Edge width={column.width} onWidth={(width) => onWidth(column.key, width)} />
              ) : null}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** The edge of a column, drawn with the pointer; the list of columns takes widths from the keyboard. */
function Edge({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const drag = (event: React.PointerEvent<HTMLElement>) => {
    event.preventDefault()
    const edge = event.currentTarget
    const from = event.clientX
    const widthAt = (x: number): number => Math.min(800, Math.max(40, width + x - from))
    edge.setPointerCapture(event.pointerId)
    const follow = (e: PointerEvent) => {
      edge.style.transform = `translateX(${widthAt(e.clientX) - width}px)`
    }
    edge.addEventListener('pointermove', follow)
    edge.addEventListener(
      'pointerup',
      (e: PointerEvent) => {
        edge.removeEventListener('pointermove', follow)
        edge.style.transform = ''
        // the hand is done though it still lies there: the edge shows itself again after it has gone elsewhere
        edge.dataset['done'] = ''
        const gone = (moved: PointerEvent) => {
          if (moved.target === edge) return
          delete edge.dataset['done']
          document.removeEventListener('pointermove', gone)
        }
        document.addEventListener('pointermove', gone)
        onWidth(widthAt(e.clientX))
      },
      { once: true },
    )
  }
  return <span className="grid-edge" aria-hidden="true" onPointerDown={drag} />
}

type RowProps = {
  id: string
  index: number
  start: number
  height: number
  data: unknown
  /** The key of the data: what holds a state of its own in a cell goes with it. */
  content: string | number | undefined
  columns: readonly Column<unknown>[]
  template: string
  places: readonly Place[]
  /** The columns that are drawn, the frozen ones aside. */
  span: Span
  /** Of the text: 1 is standard. */
  scale: number
  active: number
  selectedFrom: number
  selectedTo: number
  /** Absent where rows cannot be chosen. */
  ticked: boolean | undefined
  tickLabel: Ticks<unknown>['label'] | undefined
  box: Ticks<unknown>['box'] | undefined
  /** The same object at every drawing, so that rows stay as they are. */
  acts: {
    point: (row: number, column: number, extend: boolean) => void
    open: (row: number) => void
    tick: (row: number, range: boolean) => void
  }
}

export const GridRow = memo(
  function GridRow({
    id,
    index,
    start,
    height,
    data,
    content,
    columns,
    template,
    places,
    span,
    scale,
    active,
    selectedFrom,
    selectedTo,
    ticked,
    tickLabel,
    box: Box,
    acts,
  }: RowProps) {
    const { t } = useTranslation()
    const first = columns[0]?.key === TICK ? 1 : 0
    return (
      <div
        role="row"
        className={`grid-line grid-row${index % 2 ? ' odd' : ''}`}
        aria-rowindex={index + 2}
        aria-selected={ticked}
        style={{ gridTemplateColumns: template, height, transform: `translateY(${start}px)` }}
        onDoubleClick={() => acts.open(index)}
      >
        {columns.map((column, c) => {
          if (!isDrawn(span, column, c)) return null
          if (column.key === TICK) {
            return (
              <Cell
                key={TICK}
                id={`${id}-${index}-${c}`}
                column={column}
                place={places[c]}
                title={undefined}
                extra={`${c === active ? ' active' : ''} tick`}
              >
                {data === undefined || !Box ? null : (
                  <Box
                    key={content}
                    label={tickLabel?.(data) ?? ''}
                    on={ticked === true}
                    onTick={(range) => acts.tick(index, range)}
                  />
                )}
              </Cell>
            )
          }
          const text = data === undefined ? (c === first ? t('grid.row', { n: index + 1 }) : '') : column.text(data)
          const whole = data !== undefined && !column.render && fits(text, column.width, scale)
          return (
            <Cell
              key={column.key}
              id={`${id}-${index}-${c}`}
              column={column}
              place={places[c]}
              title={data !== undefined && column.hint ? column.hint(data) : whole ? undefined : text}
              extra={`${c === active ? ' active' : ''}${c >= selectedFrom && c <= selectedTo && selectedFrom >= 0 ? ' selected' : ''}${data === undefined ? ' empty' : ''}${whole ? ' whole' : ''}`}
              onPointerDown={(event) => event.button === 0 && acts.point(index, c, event.shiftKey)}
            >
              {data !== undefined && column.render ? <Fragment key={content}>{column.render(data)}</Fragment> : text}
            </Cell>
          )
        })}
      </div>
    )
  },
  (a, b) =>
    a.data === b.data &&
    a.index === b.index &&
    a.start === b.start &&
    a.height === b.height &&
    a.columns === b.columns &&
    a.span === b.span &&
    a.scale === b.scale &&
    a.active === b.active &&
    a.selectedFrom === b.selectedFrom &&
    a.selectedTo === b.selectedTo &&
    a.ticked === b.ticked,
)

type CellProps = {
  id?: string
  column: Column<unknown>
  place: Place | undefined
  title: string | undefined
  extra?: string
  children: ReactNode
  onPointerDown?: (event: React.PointerEvent) => void
}

type FootProps<Row> = {
  columns: readonly Column<Row>[]
  totals: Partial<Record<string, string>>
  label: string | undefined
  template: string
  width: number
  height: number
  places: readonly Place[]
  /** Its place after all rows. */
  index: number
}

/** The row of sums that sticks to the bottom. Its label begins at the first column, whichever that is, and takes the next ones
 * too as long as they have no sum and stand or scroll like the first. */
export function Foot<Row>({ columns, totals, label, template, width, height, places, index }: FootProps<Row>) {
  const first = columns[0]?.key === TICK ? 1 : 0
  let last = first
  if (label !== undefined) {
    const taken = (c: number): boolean => totals[columns[c]?.key ?? ''] !== undefined
    while (last + 1 < columns.length && !taken(last + 1) && columns[last + 1]?.pinned === columns[first]?.pinned) last += 1
  }
  return (
    <div role="rowgroup" className="grid-foot" style={{ width }}>
      <div role="row" className="grid-line" style={{ gridTemplateColumns: template, height }} aria-rowindex={index}>
        {columns.map((column, c) => {
          if (c > first && c <= last) return null
          const place = places[c]
          const text = c === first && label !== undefined ? label : totals[column.key]
          return c === first && last > first && place ? (
            <div
              key={column.key}
              role="gridcell"
              className={`grid-cell plain${column.pinned ? ' frozen' : ''}`}
              style={{ ...place, gridColumn: `${c + 1} / ${last + 2}` }}
              aria-colindex={c + 1}
              aria-colspan={last - first + 1}
              title={text}
            >
              {text}
            </div>
          ) : (
            <Cell key={column.key} column={column as Column<unknown>} place={place} title={text}>
              {text ?? ''}
            </Cell>
          )
        })}
      </div>
    </div>
  )
}

export function Cell({ id, column, place, title, extra = '', children, onPointerDown }: CellProps) {
  return (
    <div
      id={id}
      role="gridcell"
      className={classes(column) + extra}
      style={place}
      aria-colindex={place?.gridColumn}
      title={title}
      onPointerDown={onPointerDown}
    >
      {children}
    </div>
  )
}

const classes = <Row,>(column: Column<Row>): string =>
  `grid-cell${column.numeric ? ' num' : ''}${column.render ? '' : ' plain'}${column.pinned ? ' frozen' : ''}`
