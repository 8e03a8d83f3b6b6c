/** Two enterprises side by side before they become one: where they differ, and who decides. */
import { MergeFieldWords } from '@/api/labels'
import type { Enterprise, MergeField } from './api'

export type Difference = {
  field: MergeField
  /** `ask`: both filled in differently. `filled`: only the one that goes has it, it is taken over. `keeps`: only the other. */
  kind: 'ask' | 'filled' | 'keeps'
  kept: unknown
  merged: unknown
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

export function differences(kept: Enterprise, merged: Enterprise): Difference[] {
  return (Object.keys(MergeFieldWords) as MergeField[]).flatMap((field): Difference[] => {
    const [a, b] = [kept[field], merged[field]]
    if (JSON.stringify(a ?? null) === JSON.stringify(b ?? null) || (isEmpty(a) && isEmpty(b))) return []
    const kind = isEmpty(a) ? 'filled' : isEmpty(b) ? 'keeps' : 'ask'
    return [{ field, kind, kept: a, merged: b }]
  })
}
