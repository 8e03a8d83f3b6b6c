/** The generated document of the API as this page reads it: operations, fields, error codes. Nothing here is written by hand. */
import { queryOptions } from '@tanstack/react-query'

export type Schema = {
  $ref?: string
  type?: string | string[]
  format?: string
  title?: string
  description?: string
  example?: unknown
  enum?: unknown[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  allOf?: Schema[]
  oneOf?: Schema[]
  anyOf?: Schema[]
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  pattern?: string
}
export type Param = {
  name: string
  in: 'path' | 'query' | 'header' | 'cookie'
  required?: boolean
  description?: string
  example?: unknown
  schema?: Schema
}
type Content = Record<string, { schema?: Schema; example?: unknown }>
type Response = { $ref?: string; description?: string; content?: Content; headers?: Record<string, { description?: string }> }
type RawOperation = {
  operationId: string
  summary?: string
  description?: string
  tags?: string[]
  parameters?: Param[]
  requestBody?: { content: Content; required?: boolean }
  responses: Record<string, Response>
  security?: Record<string, string[]>[]
}
export type ErrorCode = { code: string; status: number; title: string; title_en: string }
export type Contract = {
  info: { title: string; version: string; description?: string }
  paths: Record<string, Record<string, RawOperation>>
  tags: { name: string; description?: string }[]
  components: { schemas: Record<string, Schema>; responses: Record<string, Response> }
  'x-error-codes': ErrorCode[]
}

export type Answer = {
  status: string
  description: string
  type: string | undefined
  schema: Schema | undefined
  codes: string[]
}
export type Operation = {
  id: string
  method: string
  path: string
  tag: string
  summary: string
  description: string
  /** What an API token must hold; null where tokens are not taken. */
  scopes: string[] | null
  open: boolean
  params: Param[]
  body: { type: string; schema: Schema } | undefined
  answers: Answer[]
}

export const contractQuery = queryOptions({
  queryKey: ['docs', 'contract'],
  queryFn: async ({ signal }) => {
    const answer = await fetch('/openapi.json', { signal })
    if (!answer.ok) throw new Error(String(answer.status))
    return (await answer.json()) as Contract
  },
  staleTime: Number.POSITIVE_INFINITY,
})

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

export function operationsOf(contract: Contract): Operation[] {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, raw]) => operationOf(contract, path, method, raw)),
  )
}

function operationOf(contract: Contract, path: string, method: string, raw: RawOperation): Operation {
  const [type, content] = Object.entries(raw.requestBody?.content ?? {})[0] ?? []
  const token = raw.security?.find((one) => 'api_token' in one)
  return {
    id: raw.operationId,
    method: method.toUpperCase(),
    path,
    tag: raw.tags?.[0] ?? '',
    summary: raw.summary ?? raw.operationId,
    description: raw.description ?? '',
    scopes: token ? (token['api_token'] ?? []) : null,
    open: (raw.security ?? []).length === 0,
    params: (raw.parameters ?? []).filter((one) => one.in !== 'cookie'),
    body: type && content?.schema ? { type, schema: content.schema } : undefined,
    answers: Object.entries(raw.responses).map(([status, given]) => answerOf(contract, status, given)),
  }
}

function answerOf(contract: Contract, status: string, given: Response): Answer {
  const response = given.$ref ? (contract.components.responses[lastOf(given.$ref)] ?? given) : given
  const [type, content] = Object.entries(response.content ?? {})[0] ?? []
  const description = response.description ?? ''
  return {
    status,
    description,
    type,
    schema: content?.schema,
    codes: status >= '400' ? [...description.matchAll(/`([a-z_]+\.[a-z_]+)`/g)].map((found) => found[1] ?? '') : [],
  }
}

export const lastOf = (ref: string): string => ref.split('/').at(-1) ?? ''

/** A schema without its reference, its parts put together, the `null` beside it left out. */
export function plain(contract: Contract, schema: Schema): Schema & { name?: string } {
  if (schema.$ref) {
    const name = lastOf(schema.$ref)
    const target = contract.components.schemas[name]
    const { $ref: _, ...own } = schema
    return target ? { ...plain(contract, target), ...own, name } : own
  }
  if (schema.allOf) {
    const parts = schema.allOf.map((part) => plain(contract, part))
    const { allOf: _, ...own } = schema
    return {
      ...own,
      type: 'object',
      properties: Object.assign({}, ...parts.map((part) => part.properties ?? {}), own.properties) as Record<string, Schema>,
      required: [...parts.flatMap((part) => part.required ?? []), ...(own.required ?? [])],
    }
  }
  const real = schema.oneOf?.filter((one) => one.type !== 'null')
  if (real?.length === 1 && real[0]) {
    const { oneOf: _, ...own } = schema
    return { ...plain(contract, real[0]), ...own }
  }
  return schema
}

export type Row = {
  name: string
  required: boolean
  type: string
  limits: string
  description: string
  /** Of a parameter: where it stands. */
  place?: string
  /** What is inside, for objects and lists of them. */
  inside: Schema | undefined
}

/** The fields of an object, or of what a list consists of. */
export function rowsOf(contract: Contract, schema: Schema): Row[] {
  const whole = plain(contract, schema)
  if (whole.items) return rowsOf(contract, whole.items)
  return Object.entries(whole.properties ?? {}).map(([name, property]) => rowOf(contract, name, property, whole.required ?? []))
}

export function rowOf(contract: Contract, name: string, property: Schema, required: readonly string[]): Row {
  const field = plain(contract, property)
  const item = field.items ? plain(contract, field.items) : undefined
  const deep = item ?? field
  return {
    name,
    required: required.includes(name),
    type: typeOf(field, item),
    limits: limitsOf(field, item),
    description: property.description || field.description || '',
    inside: deep.properties ? deep : undefined,
  }
}

function typeOf(field: Schema & { name?: string }, item: (Schema & { name?: string }) | undefined): string {
  if (item) return `${typeOf(item, undefined)}[]`
  const types = [field.type].flat().filter((type) => type && type !== 'null')
  const bare = field.name && field.properties ? field.name : types.join(' | ') || (field.properties ? 'object' : 'any')
  const format = field.format && !['int64', 'int32', 'double'].includes(field.format) ? ` (${field.format})` : ''
  return bare + format
}

const HUGE = Number.MAX_SAFE_INTEGER

/** Limits as mathematics writes them, in no language: `2…500`, `≤ 100`, `a | b`. */
function limitsOf(field: Schema, item: Schema | undefined): string {
  const span = (low: number | undefined, high: number | undefined, unit: string): string => {
    const least = low !== undefined && low !== 0 && low > -HUGE ? low : undefined
    const most = high !== undefined && high < HUGE ? high : undefined
    if (least !== undefined && most !== undefined) return `${least}…${most}${unit}`
    if (most !== undefined) return `≤ ${most}${unit}`
    return least !== undefined ? `≥ ${least}${unit}` : ''
  }
  const codes = (item ?? field).enum
  return [
    codes ? codes.map(String).join(' | ') : '',
    // where the format says it all, its length is noise
    field.format ? '' : span(field.minLength, field.maxLength, ' chars'),
    span(field.minimum, field.maximum, ''),
    span(field.minItems, field.maxItems, ' items'),
    field.pattern ?? '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** A body to start from: what is required, and what the contract gives an example for. */
export function exampleOf(contract: Contract, schema: Schema, depth = 0): unknown {
  const field = plain(contract, schema)
  if (field.example !== undefined) return field.example
  if (field.enum) return field.enum[0]
  if (field.items) return depth < 3 ? [exampleOf(contract, field.items, depth + 1)] : []
  if (field.properties) {
    const entries = Object.entries(field.properties).filter(
      ([name, property]) => field.required?.includes(name) || plain(contract, property).example !== undefined,
    )
    return Object.fromEntries(entries.map(([name, property]) => [name, exampleOf(contract, property, depth + 1)]))
  }
  const type = [field.type].flat().find((one) => one && one !== 'null')
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'number') return field.minimum ?? 0
  if (field.format === 'date') return '2026-01-31'
  if (field.format === 'date-time') return '2026-01-31T01:30:00Z'
  return type === 'object' || !type ? {} : ''
}

export type Found = { operations: Operation[]; codes: ErrorCode[] }

/** Every word asked for, anywhere in an operation or a code; who is named by it stands first. */
export function find(operations: readonly Operation[], codes: readonly ErrorCode[], asked: string): Found {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return { operations: [...operations], codes: [] }
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word))
  const head = (one: Operation) => `${one.method} ${one.path} ${one.id} ${one.summary}`
  const near = operations.filter((one) => has(head(one)))
  const far = operations.filter((one) => !near.includes(one) && has(`${head(one)} ${one.tag} ${one.description}`))
  return {
    operations: [...near, ...far],
    codes: codes.filter((one) => has(`${one.code} ${one.status} ${one.title} ${one.title_en}`)),
  }
}
