/** What the browser asks of receptions, and what it writes there. */
import { queryOptions } from '@tanstack/react-query'
import { body, client, tagOf, withTag } from '@/api/client'
import type { components, operations } from '@/api/schema'
import type { ReceptionFilters } from './filters'

type Schemas = components['schemas']
export type ReceptionItem = operations['list_receptions']['responses'][200]['content']['application/json']['items'][number]
export type ReceptionView = Schemas['ReceptionView']
export type ReceptionInput = Schemas['ReceptionInput']
export type Promised = Schemas['PromiseView']
type ListQuery = NonNullable<operations['list_receptions']['parameters']['query']>

export const receptionKeys = {
  all: ['receptions'] as const,
  list: (filters: ReceptionFilters, sort: string | undefined) => ['receptions', 'list', filters, sort] as const,
}

export async function fetchReceptions(
  filters: ReceptionFilters,
  sort: string | undefined,
  page: number,
  perPage: number,
  signal: AbortSignal,
) {
  // the address holds texts exactly as the query takes them; the contract types lists and numbers apart
  const query = { ...filters, ...(sort ? { sort } : {}), page, per_page: perPage } as unknown as ListQuery
  const answer = await body(client.GET('/api/v1/receptions', { params: { query }, signal }))
  return { items: answer.items, total: answer.total }
}

export const receptionQuery = (id: number) =>
  queryOptions({
    queryKey: ['receptions', 'one', id],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/receptions/{id}', { params: { path: { id } }, signal })),
  })

type Sending = { key: string; etag: string }

export const createReception = (input: ReceptionInput, key: string) =>
  body(client.POST('/api/v1/receptions', { params: { header: { 'Idempotency-Key': key } }, body: input }))

export const replaceReception = (id: number, input: ReceptionInput, etag: string) =>
  body(client.PUT('/api/v1/receptions/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body: input }))

export const cancelReception = (id: number, reason: string, { key, etag }: Sending) =>
  body(
    client.POST('/api/v1/receptions/{id}/cancellations', {
      params: { path: { id }, header: { 'Idempotency-Key': key, 'If-Match': etag } },
      body: { reason },
    }),
  )

export const recordCallback = (id: number, input: Schemas['CallbackInput'], { key }: Sending) =>
  body(
    client.POST('/api/v1/receptions/{id}/callbacks', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: input,
    }),
  )

export const createPromise = (id: number, input: Schemas['PromiseInput'], { key }: Sending) =>
  body(
    client.POST('/api/v1/receptions/{id}/promises', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: input,
    }),
  )

export const completePromise = (id: number, promise: Promised, note: string, { key }: Sending) =>
  body(
    client.POST('/api/v1/receptions/{id}/promises/{promise_id}/completions', {
      params: {
        path: { id, promise_id: promise.id },
        header: { 'Idempotency-Key': key, 'If-Match': tagOf(promise) },
      },
      body: { note },
    }),
  )
