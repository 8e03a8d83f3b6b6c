/** What a form changed, as a merge patch (RFC 7396): untouched fields are absent, emptied ones are null. */
export function patchOf<Values extends object>(before: Values, after: Values): Partial<Values> {
  const names = Object.keys(after) as (keyof Values)[]
  const plain = (value: unknown): unknown => (value === '' || value === undefined ? null : value)
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(plain(before[name])) !== JSON.stringify(plain(after[name])))
      .map((name) => [name, plain(after[name])]),
  ) as Partial<Values>
}

/** The body of a form for a POST or PUT: fields left empty are not sent. */
export function filled<Values extends object>(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as Values
}
