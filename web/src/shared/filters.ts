/** Filters in the address: the same names and texts as the query of the API, so that a link opens the same list. */

export type Search = Record<string, string>

/** Addresses hold plain texts: no JSON, no types. */
export function parseSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text))
}

export function stringifySearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return text ? `?${text}` : ''
}

/** Of an address only the parameters a list knows; the others are dropped instead of failing the page. */
export function only<const Names extends readonly string[]>(
  search: Record<string, unknown>,
  names: Names,
): Partial<Record<Names[number], string>> {
  const kept: Record<string, string> = {}
  for (const name of names) {
    const value = search[name]
    if (typeof value === 'string' && value !== '') kept[name] = value
    else if (typeof value === 'number' || typeof value === 'boolean') kept[name] = String(value)
  }
  return kept as Partial<Record<Names[number], string>>
}

/** A list of codes as the address and the API write it. */
export const listOf = (text: string | undefined): string[] => (text ? text.split(',').filter(Boolean) : [])
export const textOf = (list: readonly (string | number)[]): string | undefined => (list.length > 0 ? list.join(',') : undefined)
