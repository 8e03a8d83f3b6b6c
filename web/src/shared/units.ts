/** Units as the suffix of a field's name gives them; the title carries none. */
const SUFFIXES: readonly [RegExp, string][] = [
  [/_mu$/, '亩'],
  [/_sqm$/, '㎡'],
  [/_pct$|_percent$/, '%'],
]

export const unitOf = (name: string): string => SUFFIXES.find(([suffix]) => suffix.test(name))?.[1] ?? ''

/** Does a figure of the API, which names its unit, count yuan? */
export const inYuan = (unit: string): boolean => unit === '元'
