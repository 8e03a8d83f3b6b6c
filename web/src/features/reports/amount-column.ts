/** A column of an amount: 万元 in the head, exact in copies. */
import type { Column } from '@/shared/grid/columns'
import { exact, wan, wanExact } from '@/shared/money'

export const amount = <T>(key: string, title: string, unit: string, of: (row: T) => number | null | undefined): Column<T> => ({
  key,
  title,
  unit,
  width: 168,
  numeric: true,
  text: (row) => wan(of(row)),
  copied: (row) => wanExact(of(row)),
  hint: (row) => exact(of(row)),
})
