import type { Window } from './windows'

/** Rows that are new or no longer the same; when there are fewer, those that are gone. */
export function differing<Row>(before: Window<Row>, after: Window<Row>, rowKey: (row: Row) => string | number): number {
  const known = new Map(before.items.map((row) => [rowKey(row), JSON.stringify(row)]))
  const fresh = after.items.filter((row) => known.get(rowKey(row)) !== JSON.stringify(row)).length
  return fresh > 0 ? fresh : Math.abs(after.total - before.total)
}
