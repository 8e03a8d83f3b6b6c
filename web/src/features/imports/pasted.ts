/** A block copied out of a spreadsheet, as a file that an import reads. */
import { instant } from '@/shared/dates'

/**
 * The cells of what a spreadsheet puts on the clipboard: a tab between cells, a line per row, and quotes around cells with lines
 * of their own.
 */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  const end = () => {
    rows.push(row)
    row = []
  }
  while (at < text.length) {
    const quoted = /^"((?:[^"]|"")*)"(?=[\t\r\n]|$)/.exec(text.slice(at, at + 40_000))
    const cell = quoted?.[0] ?? /^[^\t\r\n]*/.exec(text.slice(at))?.[0] ?? ''
    row.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : cell)
    at += cell.length
    const stop = text[at]
    if (stop === '\r' && text[at + 1] === '\n') at += 1
    at += 1
    if (stop !== '\t') end()
    // a tab at the very end has an empty cell behind it
    else if (at >= text.length) row.push('')
  }
  if (row.length > 0) end()
  const filled = rows.filter((one) => one.some((cell) => cell.trim() !== ''))
  const width = Math.max(0, ...filled.map((one) => one.length))
  return filled.map((one) => [...one, ...Array.from({ length: width - one.length }, () => '')])
}

/** UTF-8, commas, every cell with a comma, a quote or a line of its own in quotes. */
export function asCsv(cells: readonly (readonly string[])[]): string {
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return cells.map((row) => row.map(cell).join(',')).join('\r\n')
}

/** `<word>-20261202-1432.csv`: which block it was, in Shanghai. */
export function pastedFile(cells: readonly (readonly string[])[], word: string, now = new Date()): File {
  const stamp = instant(now.toISOString()).replaceAll(/[-:]/g, '').replace(' ', '-')
  return new File([asCsv(cells)], `${word}-${stamp}.csv`, { type: 'text/csv' })
}
