// Titles of fields and words of enumerations, one constant per schema, so that a page loads only the words it uses.

const WORD = /`([^`]+)` ([^·]+)/g

/** The text of labels.ts; throws when a field has no title or an enumeration lacks a word. */
export function labelsOf(document) {
  const lines = ['// Generated from openapi/openapi.json by scripts/gen.mjs. Do not edit.', '']
  const lacking = []
  for (const [name, schema] of Object.entries(document.components.schemas).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const words = wordsOf(name, schema, lacking)
    if (words) lines.push(`export const ${name}Words = ${render(words)} as const`, '')
    const titles = titlesOf(schema)
    if (Object.keys(titles).length > 0) lines.push(`export const ${name}Titles = ${render(titles)} as const`, '')
  }
  if (lacking.length > 0) throw new Error(`the contract lacks words: ${lacking.join(', ')}`)
  return lines.join('\n')
}

function wordsOf(name, schema, lacking) {
  if (!Array.isArray(schema.enum)) return undefined
  const words = Object.fromEntries([...(schema.description ?? '').matchAll(WORD)].map(([, code, word]) => [code, word.trim()]))
  for (const code of schema.enum) if (!words[code]) lacking.push(`${name}.${code}`)
  return Object.fromEntries(schema.enum.map((code) => [code, words[code]]))
}

/** Titles without their unit or explanation: what follows the first 。；（： stays in the description. */
function titlesOf(schema) {
  const parts = [schema, ...(schema.allOf ?? [])]
  const titles = {}
  for (const part of parts) {
    for (const [field, property] of Object.entries(part.properties ?? {})) {
      const title = property.title ?? firstWords(property.description ?? property.oneOf?.[0]?.description)
      if (title) titles[field] = title
    }
  }
  return titles
}

// as http/openapi.rs makes the titles of plain fields: without what stands in brackets
const firstWords = (text) =>
  text
    ?.replace(/（[^）]*）/g, '')
    .split(/[。；：，\n]/)[0]
    ?.trim()

const key = (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name))

function render(map) {
  const entries = Object.entries(map).map(([name, text]) => `  ${key(name)}: ${JSON.stringify(text)},`)
  return `{\n${entries.join('\n')}\n}`
}
