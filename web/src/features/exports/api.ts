/** What the browser asks of exports and their formats. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { body, client, withTag } from '@/api/client'
import type { components, operations } from '@/api/schema'
import type { ExportFilters, TemplateFilters } from './filters'

type Schemas = components['schemas']
export type Template = Schemas['ExportTemplate']
export type TemplateInput = Schemas['ExportTemplateInput']
export type ColumnInput = Schemas['ExportColumnInput']
export type ExportView = Schemas['ExportView']
export type Preview = Schemas['ExportPreview']
type Lists = operations['list_export_lists']['responses'][200]['content']['application/json']['items']
export type ListView = Lists[number]
export type ColumnView = ListView['columns'][number]

export const exportKeys = {
  list: (filters: ExportFilters) => ['exports', 'list', filters] as const,
  templates: (filters: TemplateFilters) => ['export-templates', 'all', filters] as const,
  template: (id: number) => ['export-templates', 'one', id] as const,
}

export const exportLists = queryOptions({
  queryKey: ['export-lists'],
  queryFn: async ({ signal }) => (await body(client.GET('/api/v1/export-lists', { signal }))).items,
  // the same as long as the program runs, and slow to be told
  staleTime: Number.POSITIVE_INFINITY,
})

/** The titles of lists by their codes, as words of a choice. */
export const titlesOf = (lists: readonly ListView[] | undefined): Record<string, string> =>
  Object.fromEntries((lists ?? []).map((one) => [one.list, one.title]))

export async function fetchTemplates(filters: TemplateFilters, page: number, perPage: number, signal: AbortSignal) {
  const { items, total } = await body(client.GET('/api/v1/export-templates', { params: { query: filters as never }, signal }))
  // the answer is never paged: a window is cut out of it
  return { items: items.slice((page - 1) * perPage, page * perPage) as Template[], total }
}

export const templateQuery = (id: number) =>
  queryOptions({
    queryKey: exportKeys.template(id),
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/export-templates/{id}', { params: { path: { id } }, signal })),
  })

export const previewQuery = (list: string, columns: readonly ColumnInput[]) =>
  queryOptions({
    queryKey: ['export-templates', 'preview', list, columns],
    enabled: columns.length > 0,
    queryFn: ({ signal }) =>
      body(client.POST('/api/v1/export-templates/previews', { body: { list, columns: [...columns] }, signal })),
    retry: false,
  })

export const createTemplate = (input: TemplateInput, key: string) =>
  body(client.POST('/api/v1/export-templates', { params: { header: { 'Idempotency-Key': key } }, body: input }))

export const replaceTemplate = (id: number, input: TemplateInput, etag: string) =>
  body(client.PUT('/api/v1/export-templates/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body: input }))

export const withdrawTemplate = (id: number, etag: string, key: string) =>
  body(
    client.POST('/api/v1/export-templates/{id}/withdrawals', {
      params: { path: { id }, header: { 'If-Match': etag, 'Idempotency-Key': key } },
    }),
  )

export const refreshTemplates = (queries: QueryClient) => queries.invalidateQueries({ queryKey: ['export-templates'] })

export async function fetchExports(filters: ExportFilters, page: number, perPage: number, signal: AbortSignal) {
  const query = { ...filters, page, per_page: perPage }
  const answer = await body(client.GET('/api/v1/exports', { params: { query }, signal }))
  return { items: answer.items as ExportView[], total: answer.total }
}

export const isRunning = (one: Pick<ExportView, 'state'>): boolean => one.state === 'queued' || one.state === 'running'

/** The newest, looked at again while one of them is being written. */
export const newestExports = queryOptions({
  queryKey: ['exports', 'newest'],
  queryFn: ({ signal }) => fetchExports({}, 1, 20, signal),
  refetchInterval: (query) => (query.state.data?.items.some(isRunning) ? 2000 : false),
})

export const exportFile = (id: number) =>
  client.GET('/api/v1/exports/{id}/content', { params: { path: { id } }, parseAs: 'blob' })

export async function stopExport(job: number, key: string) {
  const { etag } = await withTag(client.GET('/api/v1/jobs/{id}', { params: { path: { id: job } } }))
  return body(
    client.POST('/api/v1/jobs/{id}/cancellations', {
      params: { path: { id: job }, header: { 'If-Match': etag, 'Idempotency-Key': key } },
    }),
  )
}
