/** What a column of a ledger is; the same description draws the head, the cells, the total row and the copy. */
import type { ReactNode } from 'react'

export type Column<Row> = {
  key: string
  title: string
  /** Unit in the head, so that the cells are bare figures. */
  unit?: string
  width: number
  /** Figures stand at the right, in digits of one width. */
  numeric?: boolean
  pinned?: boolean
  /** The key of `sort` that the API knows for it. */
  sort?: string
  /** Text of a cell; also its title when the cell is too narrow. */
  text: (row: Row) => string
  /** Exact text for copies, where it differs from what is shown. */
  copied?: (row: Row) => string
  /** What the cell says in full under the pointer, where that is more than its text: the exact amount. */
  hint?: (row: Row) => string
  /** On paper, where shape has to stand for colour. */
  printed?: (row: Row) => string
  /** What is drawn instead of plain text. */
  render?: (row: Row) => ReactNode
}

/** A text that a spreadsheet would take for a formula gets an apostrophe. */
export function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** Cells as a spreadsheet takes them: tab-separated, and as a table whose text columns stay text (an 18-digit code would
 * become 9.16E+17 otherwise). */
export function asTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  withHead: boolean,
): { text: string; html: string } {
  const cell = (column: Column<Row>, row: Row): string => {
    const shown = (column.copied ?? column.text)(row)
    return harmless((shown === '—' ? '' : shown).replace(/[\t\n\r]+/g, ' '))
  }
  const head = columns.map((c) => (c.unit ? `${c.title}（${c.unit}）` : c.title))
  const lines = rows.map((row) => columns.map((c) => cell(c, row)))
  const text = [...(withHead ? [head] : []), ...lines].map((line) => line.join('\t')).join('\n')
  const td = (column: Column<Row>, value: string): string =>
    `<td${column.numeric ? '' : ` style="mso-number-format:'\\@'"`}>${escaped(value)}</td>`
  const html = `<table>${withHead ? `<tr>${head.map((h) => `<th>${escaped(h)}</th>`).join('')}</tr>` : ''}${lines
    .map((line) => `<tr>${line.map((value, i) => td(columns[i] as Column<Row>, value)).join('')}</tr>`)
    .join('')}</table>`
  return { text, html }
}
