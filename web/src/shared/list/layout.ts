/** Which columns a list shows, how wide and in which order: the usual ones until somebody chooses others. */
import { useMemo } from 'react'
import type { components } from '@/api/schema'
import type { Column } from '../grid/columns'
import { type ListPreference, useListPreference } from './preferences'

type ViewColumn = components['schemas']['ViewColumn']
type Density = components['schemas']['Density']

/** Row heights at the standard text size (handbook §6.1). */
const HEIGHTS: Record<Density, number> = { compact: 28, standard: 32, roomy: 40 }

export type Layout = {
  /** As chosen: order, widths, what stays at the left. */
  chosen: readonly ViewColumn[]
  density: Density
  preference: ListPreference
  set: (next: Partial<ListPreference>) => void
}

export function useLayout<Row>(list: string, all: readonly Column<Row>[], usual: readonly string[], scale: number) {
  const [kept, keep] = useListPreference(list)
  return useMemo(() => {
    const known = new Map(all.map((column) => [column.key, column]))
    const fallback = usual.flatMap((field): ViewColumn[] => {
      const column = known.get(field)
      return column ? [{ field, width_px: column.width, pinned: column.pinned === true }] : []
    })
    const chosen = kept?.columns.filter((one) => known.has(one.field)) ?? []
    const shown = chosen.length > 0 ? chosen : fallback
    // frozen columns stand together at the left, or they would cover the others
    const ordered = [...shown.filter((one) => one.pinned), ...shown.filter((one) => !one.pinned)]
    const columns = ordered.map((one): Column<Row> => {
      const column = known.get(one.field) as Column<Row>
      return { ...column, width: Math.round(one.width_px * scale), pinned: one.pinned === true }
    })
    const density = kept?.density ?? 'standard'
    const preference: ListPreference = { sort: null, view_id: null, ...kept, columns: ordered, density }
    const layout: Layout = { chosen: ordered, density, preference, set: (next) => keep({ ...preference, ...next }) }
    return { columns, rowHeight: HEIGHTS[density], layout }
  }, [kept, keep, all, usual, scale])
}
