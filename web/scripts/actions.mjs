// What may be done, in words: for every action and every scope of a token the operations of the contract behind it.

/** Of several parts the one that the others are named after. */
const shortest = (areas) => [...areas].sort((a, b) => a.length - b.length)[0]

/** The text of actions.ts. */
export function actionsOf(document) {
  const actions = {}
  const scopes = {}
  const add = (kept, code, operation) => {
    if (!code) return
    kept[code] ??= { areas: new Set(), words: new Set() }
    kept[code].areas.add(operation.tags[0])
    kept[code].words.add(operation.summary)
  }
  for (const operations of Object.values(document.paths)) {
    for (const operation of Object.values(operations)) {
      add(actions, operation['x-action'], operation)
      for (const way of operation.security ?? []) for (const scope of way.api_token ?? []) add(scopes, scope, operation)
    }
  }
  const render = (kept, one) =>
    Object.entries(kept)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, found]) => `  '${code}': ${JSON.stringify(one(found))},`)
      .join('\n')
  return [
    '// Generated from openapi/openapi.json by scripts/gen.mjs. Do not edit.',
    '',
    '/** Actions as `can` names them: to which part they belong and what one does with them. */',
    'export const Actions: Readonly<Record<string, { area: string; words: readonly string[] }>> = {',
    render(actions, ({ areas, words }) => ({ area: shortest(areas), words: [...words] })),
    '}',
    '',
    '/** Scopes of a token: which parts they open and what one does with them. */',
    'export const Scopes: Readonly<Record<string, { areas: readonly string[]; words: readonly string[] }>> = {',
    render(scopes, ({ areas, words }) => ({ areas: [...areas], words: [...words] })),
    '}',
    '',
  ].join('\n')
}
