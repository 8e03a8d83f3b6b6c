/**
 * Fields made of parts that two people may change each for himself: rows known by what they are, sets, named facts. A conflict is
 * looked at part by part, so that a row somebody added stands beside mine and only what both changed is asked.
 */
import { i18n } from '@/i18n'
import type { FieldRule, Fields } from './rule'
import { shownValue } from './shown-value'

type Values = Record<string, unknown>
export type Parts = {
  split: (value: unknown) => [key: string, part: unknown][]
  join: (parts: [key: string, part: unknown][]) => unknown
  /** The part as a field of its own. */
  rule: (key: string, part: unknown) => FieldRule
  /** Fields inside each part. */
  of?: Fields
}

const numbered = (keys: string[], i: number): string => {
  const before = keys.slice(0, i).filter((one) => one === keys[i]).length
  return before > 0 ? `${keys[i]}#${before + 1}` : (keys[i] as string)
}

/** Rows, known by a text that two people would give the same row: its name, its number. */
export function rowsBy<Row extends object>(of: Fields, key: (row: Row) => unknown, label: (row: Row) => string): Parts {
  return {
    of,
    split: (value) => {
      const rows = (value ?? []) as Row[]
      const keys = rows.map((row) => String(key(row) ?? ''))
      return rows.map((row, i) => [numbered(keys, i), row])
    },
    join: (parts) => parts.map(([, row]) => row),
    rule: (_, row) => ({ title: label((row ?? {}) as Row), kind: 'group', shown: (one) => shownRow(of, one as Values) }),
  }
}

/** A set: what one added and the other took out never stand in each other's way. */
export function setOf(name: (member: never) => string = String): Parts {
  return {
    split: (value) => ((value ?? []) as unknown[]).map((one) => [String(one), one]),
    join: (parts) => parts.map(([, one]) => one),
    rule: (_, one) => ({ title: name(one as never), kind: 'text', shown: () => i18n.t('conflict.there') }),
  }
}

/** An object of facts, each with its own rule. */
export function factsBy(of: Fields): Parts {
  return {
    split: (value) => Object.entries((value ?? {}) as Values),
    join: (parts) => Object.fromEntries(parts),
    rule: (key) => of[key] ?? { title: key, kind: 'text' },
  }
}

/** What stands in a row, in words. */
export const shownRow = (of: Fields, row: Values): string =>
  Object.entries(of)
    .filter(([name]) => row[name] !== null && row[name] !== undefined && row[name] !== '')
    .map(([name, field]) => `${field.title} ${shownValue(field, row[name])}`)
    .join(i18n.t('form.comma')) || '—'

/** Nothing is nothing, however it is written; the order of an object's fields says nothing. */
const written = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, one: unknown) => {
    if (one === null || one === '' || one === undefined) return undefined
    if (typeof one !== 'object' || Array.isArray(one)) return one
    return Object.fromEntries(Object.entries(one).sort(([a], [b]) => a.localeCompare(b)))
  }) ?? 'null'
export const same = (a: unknown, b: unknown): boolean => written(a) === written(b)

/** What each side changed; `asked` are the fields that both changed to different values. */
export function compare(names: readonly string[], base: Values, mine: Values, theirs: Values) {
  const changed = names.filter((name) => !same(mine[name], theirs[name]))
  const asked = changed.filter((name) => !same(mine[name], base[name]) && !same(theirs[name], base[name]))
  const settled = Object.fromEntries(names.map((name) => [name, same(mine[name], base[name]) ? theirs[name] : mine[name]]))
  return { changed, asked, settled }
}

/** Three states of a form as flat fields: what has parts stands part by part. `whole` makes the form's values of chosen ones. */
export function spread(fields: Fields, base: Values, mine: Values, theirs: Values) {
  const flat: Record<string, FieldRule> = {}
  const sides = { base: {} as Values, mine: {} as Values, theirs: {} as Values }
  const keys: Record<string, string[]> = {}
  for (const [name, field] of Object.entries(fields)) {
    if (!field.parts) {
      flat[name] = field
      for (const [side, values] of [
        ['base', base],
        ['mine', mine],
        ['theirs', theirs],
      ] as const)
        sides[side][name] = values[name]
      continue
    }
    const { split, rule } = field.parts
    keys[name] = []
    // mine first: the order in which I see them
    for (const [side, values] of [
      ['mine', mine],
      ['theirs', theirs],
      ['base', base],
    ] as const) {
      for (const [key, part] of split(values[name])) {
        const path = `${name}/${key}`
        if (!flat[path]) {
          keys[name].push(key)
          const own = rule(key, part)
          flat[path] = { ...own, title: i18n.t('conflict.part', { field: field.title, part: own.title }) }
        }
        sides[side][path] = part
      }
    }
  }
  const whole = (chosen: Values): Values =>
    Object.fromEntries(
      Object.entries(fields).map(([name, { parts }]) => {
        if (!parts) return [name, chosen[name]]
        const there = (keys[name] ?? []).map((key): [string, unknown] => [key, chosen[`${name}/${key}`]])
        return [name, parts.join(there.filter(([, part]) => part !== undefined))]
      }),
    )
  return { fields: flat, ...sides, whole }
}
