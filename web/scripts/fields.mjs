// Fields of the forms: for every schema somebody sends, each property with its title, kind and limits, as the API checks them.

const unwrap = (property) => {
  const real = property.oneOf?.find((one) => one.type !== 'null') ?? property.allOf?.[0]
  return real ? { ...property, ...real, description: property.description || real.description } : property
}
const nameOf = (ref) => ref?.split('/').at(-1)

/** The text of fields.ts: one constant per schema, so that a page loads only the forms it has. */
export function fieldsOf(document) {
  const schemas = document.components.schemas
  // a patch has the fields of the whole: one list of them serves both
  const sent = [...sentBy(document)].filter((name) => !name.endsWith('Patch')).sort()
  const imports = new Set()
  const parts = []
  for (const name of sent) {
    const fields = Object.entries(schemas[name].properties ?? {}).map(
      ([field, property]) => `  ${field}: ${render(ruleOf(field, property, schemas, schemas[name].required ?? [], imports))},`,
    )
    if (fields.length > 0) parts.push(`export const ${name}Fields = {\n${fields.join('\n')}\n} as const satisfies Fields\n`)
  }
  return [
    '// Generated from openapi/openapi.json by scripts/gen.mjs. Do not edit.',
    '',
    "import type { Fields } from '@/shared/form/rule'",
    `import {\n${[...imports]
      .sort()
      .map((n) => `  ${n},`)
      .join('\n')}\n} from './labels'`,
    '',
    parts.join('\n'),
  ].join('\n')
}

/** Names of the schemas that bodies consist of, with those inside them. */
function sentBy(document) {
  const names = new Set()
  const add = (schema) => {
    if (!schema || typeof schema !== 'object') return
    const name = nameOf(schema.$ref)
    if (name && !names.has(name) && document.components.schemas[name]?.properties) {
      names.add(name)
      for (const property of Object.values(document.components.schemas[name].properties)) add(property)
    }
    for (const inner of [schema.items, ...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])]) add(inner)
  }
  for (const operations of Object.values(document.paths)) {
    for (const operation of Object.values(operations)) {
      for (const content of Object.values(operation.requestBody?.content ?? {})) add(content.schema)
    }
  }
  return names
}

function ruleOf(field, property, schemas, required, imports) {
  const plain = unwrap(property)
  const target = schemas[nameOf(plain.$ref)]
  const title = plain.title ?? firstWords(plain.description ?? '') ?? field
  const types = [plain.type].flat().filter((type) => type !== 'null')
  const rule = { title: title || field, kind: kindOf(field, plain, types, target, schemas) }
  // a form shows the thing, not its number
  if (rule.kind === 'id' || rule.kind === 'ids') rule.title = rule.title.replace(/编号$/, '')
  if (required.includes(field)) rule.required = true
  const hint = hintOf(plain.description ?? '', rule)
  if (hint) rule.hint = hint
  for (const limit of ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'pattern']) {
    if (plain[limit] !== undefined && plain[limit] !== 9007199254740991) rule[limit] = plain[limit]
  }
  const enumeration =
    rule.kind === 'choice' ? nameOf(plain.$ref) : rule.kind === 'choices' ? nameOf(plain.items?.$ref) : undefined
  if (enumeration) {
    imports.add(`${enumeration}Words`)
    rule.words = { code: `${enumeration}Words` }
  }
  return rule
}

function kindOf(field, plain, types, target, schemas) {
  if (Array.isArray(target?.enum)) return 'choice'
  if (target) return target.properties ? 'group' : kindOf(field, target, [target.type].flat(), undefined, schemas)
  const type = types[0]
  if (type === 'boolean') return 'flag'
  if (type === 'array') {
    if (Array.isArray(schemas[nameOf(plain.items?.$ref)]?.enum)) return 'choices'
    return plain.items?.type === 'integer' && field.endsWith('_ids') ? 'ids' : plain.items?.$ref ? 'rows' : 'list'
  }
  if (type === 'integer' || type === 'number') {
    if (field.endsWith('_yuan')) return 'money'
    if (field.endsWith('_id')) return 'id'
    return type === 'integer' ? 'integer' : 'number'
  }
  if (type === 'string') {
    if (plain.format === 'date') return 'date'
    if (plain.format === 'date-time') return 'instant'
    return (plain.maxLength ?? 0) > 300 ? 'long' : 'text'
  }
  return 'group'
}

const firstWords = (text) =>
  text
    .replace(/（[^）]*）/g, '')
    .split(/[。；：，\n]/)[0]
    ?.trim()

const render = (rule) =>
  `{ ${Object.entries(rule)
    .map(([name, value]) => `${name}: ${value?.code ?? JSON.stringify(value)}`)
    .join(', ')} }`

/**
 * What a description says beyond the title, for somebody who fills in a form: without the title again, the unit that stands in
 * the field, and what only a program does (numbers of records, calls of the API).
 */
function hintOf(description, rule) {
  const plain = description.replaceAll('`', '').trim()
  if (plain.length <= rule.title.length + 2) return ''
  const number = rule.kind === 'id' || rule.kind === 'ids'
  const clauses = plain.split('；').filter((clause) => {
    const words = clause.replace('（元）', '').trim()
    const program = /(GET|POST|PUT) \/|先行上传/.test(words) || (number && /^[^，]{0,16}编号/.test(words))
    return words !== '' && words !== rule.title && !program
  })
  return clauses.map((clause) => clause.replace('（元）', '').trim()).join('；')
}
