/** Columns of a format as they are edited: order, what a kind may say, and the path of upper headers as one text. */
import type { ColumnInput, ColumnView } from './api'

/** A column that knows itself while it is moved. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  if (from === to || from < 0 || to < 0 || from >= list.length || to >= list.length) return [...list]
  const rest = list.filter((_, i) => i !== from)
  return [...rest.slice(0, to), list[from] as T, ...rest.slice(to)]
}

const SLASH = /[/／]/
const DEPTH = 3
export const groupsText = (groups: readonly string[] | null | undefined): string => (groups ?? []).join(' / ')
export function groupsOf(text: string): string[] | null {
  const parts = text
    .split(SLASH)
    .map((part) => part.trim())
    .filter(Boolean)
    .slice(0, DEPTH)
  return parts.length > 0 ? parts : null
}

export const hasUnit = (column: ColumnView | undefined): boolean => column?.kind === 'money'
export const hasPrecision = (column: ColumnView | undefined): boolean => column?.kind === 'day' || column?.kind === 'partial_date'
export const canTotal = (column: ColumnView | undefined): boolean =>
  column?.kind === 'money' || column?.kind === 'count' || column?.kind === 'number'

/** Only what is said: the API takes what is left out as its own choice. */
export function plain(column: ColumnInput): ColumnInput {
  return Object.fromEntries(Object.entries(column).filter(([, value]) => value !== null && value !== undefined && value !== ''))
}

/** Columns a preview can be made of: an empty one needs its title first. */
export const previewable = (columns: readonly ColumnInput[]): ColumnInput[] =>
  columns.filter((column) => column.field || column.title?.trim()).map(plain)
