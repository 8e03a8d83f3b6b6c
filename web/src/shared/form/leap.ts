/** Amounts that became ten times larger or smaller: mostly a slip of the unit or a zero, so they are asked once. */
import { spread } from './parts'
import type { Fields } from './rule'

const TIMES = 10
type Values = Record<string, unknown>
export type Leap = { title: string; from: number; to: number }

const leapt = (from: unknown, to: unknown): boolean => {
  if (typeof from !== 'number' || typeof to !== 'number' || from === 0 || to === 0) return false
  const [small, large] = [Math.abs(from), Math.abs(to)].sort((a, b) => a - b) as [number, number]
  return large >= small * TIMES
}

/** A first entry is no change; rows are compared with the row of the same name. */
export function leaps(fields: Fields, before: Values, now: Values): Leap[] {
  const { fields: flat, base, mine } = spread(fields, before, now, {})
  return Object.entries(flat).flatMap(([path, field]): Leap[] => {
    const inside = fields[path.split('/')[0] ?? '']?.parts?.of
    if (!inside || field.kind !== 'group') {
      const [from, to] = [base[path], mine[path]]
      return field.kind === 'money' && leapt(from, to) ? [{ title: field.title, from: from as number, to: to as number }] : []
    }
    const [from, to] = [(base[path] ?? {}) as Values, (mine[path] ?? {}) as Values]
    return Object.entries(inside)
      .filter(([name, one]) => one.kind === 'money' && leapt(from[name], to[name]))
      .map(([name, one]) => ({ title: `${field.title} ${one.title}`, from: from[name] as number, to: to[name] as number }))
  })
}
