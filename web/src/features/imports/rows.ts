/** What is known of rows without asking: how a value stands in its column, which rows have the same trouble, which decision fits. */
import { ImportFieldWords, ImportLandUnitWords, ImportMoneyUnitWords } from '@/api/labels'
import { amountIn, isAmountUnit } from '@/shared/money'
import type { ColumnView, Decision, FieldCode, Issue, Row, Session } from './api'

/** A column that is read into a field. */
export type Mapped = ColumnView & { field: FieldCode }
/** One column a field: what stands in a second one is joined to the first. */
export const mapped = (columns: readonly ColumnView[]): Mapped[] =>
  columns.filter((column): column is Mapped => column.field != null && joinedTo(columns, column) === undefined)

/** The earlier column whose field this one shares; the API gives their values joined. */
export function joinedTo(columns: readonly ColumnView[], column: ColumnView): string | undefined {
  const first = column.field ? columns.find((one) => one.field === column.field) : undefined
  return first && first.column !== column.column ? first.column : undefined
}

/** The name of a field; where the column has a unit, the one in the name would be said twice. */
export const titleOf = (column: Mapped): string => {
  const word = ImportFieldWords[column.field]
  return column.unit ? word.replace(/（.+）$/, '') : word
}

export const UNIT_WORDS: Readonly<Record<string, string>> = { ...ImportMoneyUnitWords, ...ImportLandUnitWords }

/** A value as it stands in the clerk's own column: amounts in the column's unit. */
export function shownIn(column: Pick<ColumnView, 'field' | 'unit'>, values: Record<string, unknown>, grouped = true): string {
  const value = column.field ? values[column.field] : undefined
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' && column.field?.endsWith('_yuan')) {
    const unit = column.unit ?? 'yuan'
    return isAmountUnit(unit) ? amountIn(value, unit, grouped) : String(value)
  }
  if (Array.isArray(value)) return value.join('、')
  return typeof value === 'object' ? Object.values(value).join(' ') : String(value)
}

/** What stands in a column that is not imported, as it is. */
export const leftOutText = (column: Pick<ColumnView, 'column'>, row: Row): string =>
  row.other_cells.find((cell) => cell.column === column.column)?.text ?? ''

/** A name of a column with those above it, for people. */
export const headOf = (path: string): string => path.replaceAll('/', ' / ')

/** What is edited when a cell is opened: the correction made before, else what was read. */
export const editable = (column: Mapped, row: Row): string => {
  const fixed = (row.fixes as Record<string, unknown>)[column.field]
  return typeof fixed === 'string' ? fixed : shownIn(column, row.values as Record<string, unknown>, false)
}

/** What a row waits for, in one sentence. */
export const reasonOf = (row: Row): string => {
  const since = row.issues.find((issue) => issue.code === 'imports.changed_since_preview')
  if (since) return since.message
  const worst = gravest(row.issues.filter((issue) => issue.severity !== 'info'))
  if (worst?.severity === 'error') return worst.message
  return row.duplicate && !row.decision ? row.duplicate.message : (worst?.message ?? '')
}

const WEIGHT = { error: 0, warning: 1, info: 2 } as const
export const gravest = (issues: readonly Issue[]): Issue | undefined =>
  [...issues].sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])[0]
/** The columns, by their keys, in which a row has to be put right; a likely duplicate is said in that of the reason. */
export function problemColumns(row: Row, fields: readonly Mapped[]): string[] {
  const wrong = row.issues.filter((issue) => issue.severity === 'error').map((issue) => issue.field)
  const keys = fields.filter((field) => wrong.includes(field.field)).map((field) => field.column)
  return row.status === 'error' && keys.length > 0 ? keys : ['reason']
}
export const issuesAt = (row: Row, field: string): Issue[] => row.issues.filter((issue) => issue.field === field)

/** Other rows with the very same trouble; its sentence quotes the text of the cell. */
export const sameTrouble = (rows: readonly Row[], at: Row, issue: Issue): Row[] =>
  rows.filter(
    (row) =>
      row.row !== at.row &&
      row.issues.some((one) => one.code === issue.code && one.field === issue.field && one.message === issue.message),
  )

/** The decisions that fit a likely duplicate, in the order of the keys 1, 2, 3. */
export function choicesOf(row: Row): Decision[] {
  const twin = row.duplicate
  if (!twin) return []
  const inLibrary = twin.library_id != null
  if (inLibrary && !twin.withdrawn && twin.differences.length > 0) return ['update_existing', 'accept_as_new', 'skip']
  return ['skip', 'accept_as_new']
}

const kindOf = (row: Row): string =>
  `${row.duplicate?.library_id != null} ${row.duplicate?.withdrawn ?? false} ${choicesOf(row).join()}`
/** Other likely duplicates for which the same decisions fit. */
export const sameDoubt = (rows: readonly Row[], at: Row): Row[] =>
  rows.filter((row) => row.row !== at.row && row.duplicate && kindOf(row) === kindOf(at))

/** May rows still be changed and brought in? */
export const isOpen = (session: Session): boolean => ['ready', 'interrupted', 'committed'].includes(session.state)
export const isBusy = (session: Session): boolean => ['uploaded', 'committing', 'undoing'].includes(session.state)
/** A batch of which nothing is in the library yet. */
export const isFresh = (session: Session): boolean => session.state === 'ready' || session.state === 'uploaded'
export const openProblems = (session: Session): number => session.counts.error + session.counts.suspected_duplicate

/** Below this the recognition of a column is shown as a doubt. */
const SURE = 80
export type Doubt = 'unsure' | 'usualUnit' | null
export function doubtOf(column: ColumnView): Doubt {
  if (column.field && column.source === 'recognised' && column.confidence < SURE) return 'unsure'
  return column.unit && column.unit_source === 'default' ? 'usualUnit' : null
}

export type HeadCell = { text: string; from: number; span: number; rows: number }
/** Header rows as they are printed: equal upper names stand together, a short path reaches down to the last row. */
export function headRows(columns: readonly ColumnView[]): HeadCell[][] {
  const paths = columns.map((column) => column.path.split('/'))
  const depth = Math.max(1, ...paths.map((path) => path.length))
  return Array.from({ length: depth }, (_, level) => {
    const cells: HeadCell[] = []
    paths.forEach((path, c) => {
      if (level >= path.length) return
      const text = path[level] ?? ''
      const last = level === path.length - 1
      const before = cells.at(-1)
      const sameParents = c > 0 && path.slice(0, level + 1).join('/') === paths[c - 1]?.slice(0, level + 1).join('/')
      if (!last && before && sameParents && before.from + before.span === c && paths[c - 1]?.length !== level + 1)
        before.span += 1
      else cells.push({ text, from: c, span: 1, rows: last ? depth - level : 1 })
    })
    return cells
  })
}
