/** What somebody has filled into the grid and not sent yet, row by row. */
import type { Report, Schemas } from './api'

export type Edit = {
  /** The version the row was filled from. */
  version: number
  unchanged: boolean
  month: number | null
  /** What was invested in all, of a first report. */
  total: number | null
  image: string
  problems: string
  next: string
  confirm: Schemas['Confirmation'][]
}
export type Edits = Readonly<Record<number, Edit>>
/** The fields that are typed, and filled down. */
export type Typed = 'month' | 'total' | 'image' | 'problems' | 'next'

/** What a row shows before anybody types: what was saved, else the words of the month before. */
export function editOf(row: Report): Edit {
  const saved = row.state !== 'none'
  return {
    version: row.version,
    unchanged: row.unchanged,
    month: row.invested_month_yuan ?? null,
    total: row.last ? null : (row.invested_total_yuan ?? null),
    image: (saved ? row.image_progress : row.last?.image_progress) ?? '',
    problems: (saved ? row.problems : row.last?.problems) ?? '',
    next: (saved ? row.next_month : row.last?.next_month) ?? '',
    confirm: row.confirmed,
  }
}

/** May the row still be written? */
export const isOpen = (row: Report): boolean => row.can.includes('report.submit') && row.state !== 'submitted'

/** A row is complete when the money and the state of the works are there. */
export const isComplete = (edit: Edit): boolean => edit.unchanged || (edit.month !== null && edit.image.trim().length > 1)

/** The total as it will be, for the eye; the API adds it up itself. */
export function totalOf(row: Report, edit: Edit): number | null {
  if (!row.last) return edit.total ?? edit.month
  return row.total_before_yuan + row.adjusted_yuan + (edit.unchanged ? 0 : (edit.month ?? 0))
}

export function inputOf(row: Report, edit: Edit): Schemas['MonthlyReportInput'] {
  return {
    invested_month_yuan: edit.month ?? 0,
    ...(row.last || edit.total === null ? {} : { invested_total_yuan: edit.total }),
    image_progress: edit.image.trim(),
    funds_month_yuan: row.funds_month_yuan ?? null,
    problems: edit.problems.trim() || null,
    next_month: edit.next.trim() || null,
    confirm: edit.confirm,
  }
}

/** Does a typed field differ from the month before? */
export function differs(row: Report, edit: Edit, field: Typed): boolean {
  const last = row.last
  if (!last || edit.unchanged) return false
  if (field === 'month') return (edit.month ?? 0) !== 0
  if (field === 'total') return false
  const before = { image: last.image_progress, problems: last.problems ?? '', next: last.next_month ?? '' }[field]
  return edit[field].trim() !== before
}
