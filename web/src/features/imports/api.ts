/** What the browser asks of imports: batches, their rows, how the file is read, and the writes on them. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { body, client, tagOf, withTag } from '@/api/client'
import type { components, operations } from '@/api/schema'
import type { Filters, MappingFilters } from './filters'

type Schemas = components['schemas']
type Item = operations['list_imports']['responses'][200]['content']['application/json']['items'][number]
export type Session = Schemas['ImportSession']
export type Row = Schemas['ImportRow']
export type Issue = Schemas['ImportIssue']
export type ColumnView = Schemas['ImportColumn']
export type FieldCode = Schemas['ImportField']
export type Decision = Schemas['Decision']
export type Target = Schemas['ImportTarget']
export type RecognitionInput = Schemas['ImportRecognitionInput']
export type Status = Schemas['ImportRowStatus']
export type Mapping = Schemas['ImportMapping']
export type MappingInput = Schemas['ImportMappingInput']
export type Batch = Item & { who: string }

/** Batches that still wait for somebody. */
export const UNFINISHED = 'uploaded,ready,committing,interrupted,undoing'

export const importKeys = {
  all: ['imports'] as const,
  list: (filters: Filters) => ['imports', 'list', filters] as const,
  mappings: (filters: MappingFilters) => ['imports', 'mappings', filters] as const,
  one: (id: number) => ['imports', 'one', id] as const,
  rows: (id: number, status: string) => ['imports', 'one', id, 'rows', status] as const,
}

const names = new Map<number, Promise<string>>()
/** The name of a person, asked once; a number nobody may look up stays a dash. */
function nameOf(id: number): Promise<string> {
  const known = names.get(id)
  if (known) return known
  const asked = body(client.GET('/api/v1/users/{id}', { params: { path: { id } } })).then(
    (user) => user.name,
    () => '—',
  )
  names.set(id, asked)
  return asked
}

export async function fetchImports(filters: Filters, page: number, perPage: number, signal: AbortSignal) {
  const query = { ...filters, page, per_page: perPage } as never
  const answer = await body(client.GET('/api/v1/imports', { params: { query }, signal }))
  const items = await Promise.all(
    answer.items.map(async (one): Promise<Batch> => ({ ...one, who: one.created_by ? await nameOf(one.created_by) : '—' })),
  )
  return { items, total: answer.total }
}

export const importQuery = (id: number) =>
  queryOptions({
    queryKey: importKeys.one(id),
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/imports/{id}', { params: { path: { id } }, signal })),
  })

export async function fetchRows(
  id: number,
  status: string,
  page: number,
  perPage: number,
  signal: AbortSignal,
  committed?: boolean,
) {
  const query = { ...(status ? { status } : {}), ...(committed ? { committed } : {}), page, per_page: perPage } as never
  return body(client.GET('/api/v1/imports/{id}/rows', { params: { path: { id }, query }, signal }))
}

/** The first rows, for the picture of the table. */
export const firstRows = (id: number, n: number) =>
  queryOptions({
    queryKey: [...importKeys.rows(id, ''), 'first', n],
    queryFn: ({ signal }) => fetchRows(id, '', 1, n, signal),
  })

/** What an error or a likely duplicate is compared with: up to two hundred rows of its kind. */
export const rowsOfStatus = (id: number, status: Status) =>
  queryOptions({
    queryKey: [...importKeys.rows(id, status), 'alike'],
    queryFn: async ({ signal }) => (await fetchRows(id, status, 1, 200, signal)).items,
  })

export const rowQuery = (id: number, row: number) =>
  queryOptions({
    queryKey: [...importKeys.rows(id, ''), 'row', row],
    queryFn: ({ signal }) => body(client.GET('/api/v1/imports/{id}/rows/{row}', { params: { path: { id, row } }, signal })),
  })

export async function upload(file: File, into: Target, unit: number | null, key: string): Promise<Session> {
  const form = new FormData()
  form.append('into', into)
  if (unit !== null) form.append('lead_unit_id', String(unit))
  form.append('file', file)
  return body(
    client.POST('/api/v1/imports', {
      params: { header: { 'Idempotency-Key': key } },
      body: form as never,
      bodySerializer: (given: unknown) => given as FormData,
    }),
  )
}

export const readAs = (id: number, etag: string, input: RecognitionInput): Promise<Session> =>
  body(
    client.PUT('/api/v1/imports/{id}/recognition', {
      params: { path: { id }, header: { 'If-Match': etag } },
      body: input,
    }),
  )

export const putRow = (
  id: number,
  row: Pick<Row, 'row' | 'version'>,
  input: { fixes: Record<string, unknown>; decision: Decision | null },
): Promise<Row> =>
  body(
    client.PUT('/api/v1/imports/{id}/rows/{row}', {
      params: { path: { id, row: row.row }, header: { 'If-Match': tagOf(row) } },
      body: input as never,
    }),
  )

/** One decision for many rows, each with its own result. */
export const decideAll = (id: number, rows: readonly Row[], decision: Decision | null, key: string) =>
  body(
    client.POST('/api/v1/imports/{id}/rows/batch', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: { items: rows.map((row) => ({ row: row.row, version: row.version, decision })) },
    }),
  )

const header = (etag: string, key: string) => ({ 'If-Match': etag, 'Idempotency-Key': key })
export const commit = (id: number, etag: string, key: string) =>
  body(client.POST('/api/v1/imports/{id}/commits', { params: { path: { id }, header: header(etag, key) } }))
export const undo = (id: number, reason: string, etag: string, key: string) =>
  body(client.POST('/api/v1/imports/{id}/undos', { params: { path: { id }, header: header(etag, key) }, body: { reason } }))
export const abandon = (id: number, etag: string, key: string) =>
  body(client.POST('/api/v1/imports/{id}/cancellations', { params: { path: { id }, header: header(etag, key) } }))
export const annotated = (id: number) =>
  client.GET('/api/v1/imports/{id}/annotated', { params: { path: { id } }, parseAs: 'blob' })

export async function fetchMappings(filters: MappingFilters, page: number, perPage: number, signal: AbortSignal) {
  const query = { ...filters, page, per_page: perPage } as never
  return body(client.GET('/api/v1/import-mappings', { params: { query }, signal }))
}
export const putMapping = (id: number, input: MappingInput, etag: string) =>
  body(
    client.PUT('/api/v1/import-mappings/{id}', {
      params: { path: { id }, header: { 'If-Match': etag } },
      body: input,
    }),
  )
export const forgetMapping = (id: number, etag: string, key: string) =>
  body(client.POST('/api/v1/import-mappings/{id}/withdrawals', { params: { path: { id }, header: header(etag, key) } }))

/** Everything drawn of imports is asked again. */
export const refresh = (queries: QueryClient) => queries.invalidateQueries({ queryKey: importKeys.all })
