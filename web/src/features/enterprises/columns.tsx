/** Columns of the enterprise library. */
import { CompanyClassWords, EnterpriseTitles, FundsOriginWords } from '@/api/labels'
import { instant } from '@/shared/dates'
import type { Column } from '@/shared/grid/columns'
import { scaled } from '@/shared/list/list-page'
import type { Enterprise } from './api'

type Plain = 'credit_code' | 'place' | 'industry' | 'nature'

const text = (key: Plain, width: number): Column<Enterprise> => ({
  key,
  title: EnterpriseTitles[key],
  width,
  text: (e) => e[key] || '—',
})

export const classesOf = (enterprise: Pick<Enterprise, 'classes'>, comma: string): string =>
  enterprise.classes.map((one) => CompanyClassWords[one]).join(comma)

export function libraryColumns(units: ReadonlyMap<number, string>, comma: string, scale: number): Column<Enterprise>[] {
  const columns: Column<Enterprise>[] = [
    { key: 'name', title: EnterpriseTitles.name, width: 260, pinned: true, sort: 'name', text: (e) => e.name },
    text('credit_code', 168),
    text('place', 136),
    {
      key: 'origin',
      title: EnterpriseTitles.origin,
      width: 88,
      text: (e) => (e.origin ? FundsOriginWords[e.origin] : '—'),
    },
    { key: 'classes', title: EnterpriseTitles.classes, width: 136, text: (e) => classesOf(e, comma) || '—' },
    text('industry', 128),
    {
      key: 'owner_unit_id',
      title: EnterpriseTitles.owner_unit_id,
      width: 112,
      text: (e) => (e.owner_unit_id == null ? '—' : (units.get(e.owner_unit_id) ?? '—')),
    },
    {
      key: 'updated_at',
      title: EnterpriseTitles.updated_at,
      width: 136,
      sort: 'updated_at',
      text: (e) => instant(e.updated_at),
    },
  ]
  return scaled(columns, scale)
}
