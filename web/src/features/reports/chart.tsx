/**
 * A figure of the pages of numbers: a sentence for who does not see it, and the same data as a table at one key (`t`).
 * Bars are drawn here without a library: they start at 0, have their labels beside them and never move.
 */
import Button from 'antd/es/button'
import { createContext, type ReactNode, useContext, useEffect, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { harmless } from '@/shared/grid/columns'
import { useKeys } from '@/shared/keys'
import { copyText } from '@/shared/ui/copy'
import { PlainTable } from '@/shared/ui/plain-table'
import { say } from '@/shared/ui/said'
import { Opens, type Place } from './opens'

const Tables = createContext<{ tables: boolean; turn: number }>({ tables: false, turn: 0 })

/** The charts of a page, which `t` turns into tables and back. */
export function Charts({ children, className }: { children: ReactNode; className?: string }) {
  const [state, setState] = useState({ tables: false, turn: 0 })
  useKeys({ t: () => setState((old) => ({ tables: !old.tables, turn: old.turn + 1 })) })
  return (
    <Tables value={state}>
      <div className={className}>{children}</div>
    </Tables>
  )
}

/** `copied`: the exact value, where it differs from what is printed. */
export type TableCell = { text: string; copied?: string; to?: Place | null }
export type TableRow = { key: string | number; cells: readonly (TableCell | string)[] }
export type TableOf = { head: readonly { title: string; numeric?: boolean }[]; rows: readonly TableRow[] }

const copyOf = (cell: TableCell | string): string => (typeof cell === 'string' ? cell : (cell.copied ?? cell.text))

/** A table whose numbers open their lists, and which can be copied into a sheet. */
export function FigureTable({ caption, head, rows }: TableOf & { caption: string }) {
  return (
    <PlainTable
      caption={caption}
      head={head}
      rows={rows.map((row) => ({
        key: row.key,
        cells: row.cells.map((cell) =>
          typeof cell === 'string' ? cell : { text: <Opens to={cell.to}>{cell.text}</Opens>, title: cell.text },
        ),
      }))}
    />
  )
}

export function copyTable({ head, rows }: TableOf): boolean {
  const lines = [head.map((h) => h.title), ...rows.map((row) => row.cells.map((cell) => harmless(copyOf(cell))))]
  return copyText(lines.map((line) => line.join('\t')).join('\n'))
}

type ChartProps = {
  title: string
  table: TableOf
  /** Beside the title, e.g. what is ranked by. */
  tools?: ReactNode
  /** Below the drawing. */
  note?: ReactNode
  /** The drawing itself. */
  children: ReactNode
  className?: string
}

export function Chart({ title, table, tools, note, children, className = '' }: ChartProps) {
  const { t } = useTranslation()
  const page = useContext(Tables)
  const [asTable, setAsTable] = useState(page.tables)
  const heading = useId()
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn of the page's key counts, also one to the same side
  useEffect(() => setAsTable(page.tables), [page.tables, page.turn])
  return (
    <section className={`chart ${className}`} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        <div className="chart-tools no-print">
          {tools}
          {asTable ? (
            <Button
              size="small"
              onClick={() => {
                if (copyTable(table)) say(t('reports.copied', { n: table.rows.length }))
              }}
            >
              {t('reports.copy')}
            </Button>
          ) : null}
          <Button size="small" aria-pressed={asTable} title={t('reports.tableKey')} onClick={() => setAsTable(!asTable)}>
            {asTable ? t('reports.chart') : t('reports.table')}
          </Button>
        </div>
      </header>
      {asTable ? <FigureTable caption={title} {...table} /> : children}
      {note ? <p className="chart-note">{note}</p> : null}
    </section>
  )
}

export type Bar = {
  key: string | number
  label: string
  value: number
  shown: string
  to?: Place | null
  shade?: number
  /** A tick at what it is compared with. */
  mark?: number | undefined
}

type BarsProps = {
  sentence: string
  bars: readonly Bar[]
  /** What fills the width; else the longest bar. */
  full?: number
  /** A mark at a value, with its word above. */
  line?: { at: number; label: string }
  /** The labels are a word each, so that the bars have more room. */
  short?: boolean
}

export function Bars({ sentence, bars, full, line, short }: BarsProps) {
  const most = useMemo(() => full ?? Math.max(1, ...bars.map((bar) => Math.max(bar.value, bar.mark ?? 0))), [bars, full])
  const share = (value: number): number => Math.max(0, Math.min(100, (value / most) * 100))
  // in parts of the whole, so that how high a row is stands in the styles alone
  const down = (rows: number): string => `${(rows / bars.length) * 100}%`
  return (
    <div className={['bars', short && 'short', line && 'lined'].filter(Boolean).join(' ')}>
      <ol>
        {bars.map((bar) => (
          <li key={bar.key}>
            <Opens to={bar.to} className="bar-row" title={`${bar.label} ${bar.shown}`}>
              <span className="bar-label">{bar.label}</span>
              <span className="bar-value">{bar.shown}</span>
            </Opens>
          </li>
        ))}
      </ol>
      <svg className="bar-area" role="img" aria-label={sentence}>
        {bars.map((bar, i) => (
          <rect
            key={bar.key}
            className={`shade-${bar.shade ?? 4}`}
            x="0"
            y={down(i + 0.18)}
            height={down(0.64)}
            // what is not nothing is seen
            width={`${bar.value > 0 ? Math.max(0.6, share(bar.value)) : 0}%`}
          />
        ))}
        {bars.map((bar, i) =>
          bar.mark && bar.mark > 0 ? (
            <line
              key={bar.key}
              className="bar-mark"
              x1={`${share(bar.mark)}%`}
              x2={`${share(bar.mark)}%`}
              y1={down(i + 0.08)}
              y2={down(i + 0.92)}
            />
          ) : null,
        )}
        {line ? (
          <g className="bar-line">
            <line x1={`${share(line.at)}%`} x2={`${share(line.at)}%`} y1="-4" y2="100%" />
            <text x={`${share(line.at)}%`} y="-8" textAnchor={share(line.at) > 80 ? 'end' : 'middle'}>
              {line.label}
            </text>
          </g>
        ) : null}
      </svg>
    </div>
  )
}
