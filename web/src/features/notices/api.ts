/** What the browser asks of notices, copies, channels and what went through them. */
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { body, client, tagOf, withTag } from '@/api/client'
import type { components, operations } from '@/api/schema'
import type { Sending } from '@/shared/form/write-form'
import type { ChannelFilters, MessageFilters } from './filters'

type Schemas = components['schemas']
export type Notice = Schemas['Notice']
export type Copy = Schemas['CarbonCopy']
export type CopyInput = Schemas['CarbonCopyInput']
export type Channel = Schemas['Channel']
export type ChannelInput = Schemas['ChannelInput']
export type Message = Schemas['OutgoingMessage']
export type Settings = Schemas['NoticeSettings']
export type SettingsInput = Schemas['NoticeSettingsInput']

/** The address holds texts exactly as the query takes them. */
type Query<Name extends keyof operations> = NonNullable<operations[Name]['parameters']['query']>

/** Where a notice or a copy leads. */
export type Place = { kind: Schemas['InboxKind']; resource: Schemas['InboxResource']; resource_id: number }

const MOST = 50

export const noticesQuery = infiniteQueryOptions({
  queryKey: ['notices', 'list'],
  initialPageParam: '',
  queryFn: ({ pageParam, signal }) => {
    const query = { per_page: MOST, ...(pageParam ? { cursor: pageParam } : {}) }
    return body(client.GET('/api/v1/notices', { params: { query }, signal }))
  },
  getNextPageParam: (last) => last.next_cursor ?? undefined,
})

export const readNotice = (id: number) => body(client.POST('/api/v1/notices/{id}/readings', { params: { path: { id } } }))

export const readNotices = (up_to_id: number) => body(client.POST('/api/v1/notices/readings', { body: { up_to_id } }))

export type CopyBox = NonNullable<Query<'list_carbon_copies'>['box']>

export const copiesQuery = (box: CopyBox) =>
  infiniteQueryOptions({
    queryKey: ['notices', 'copies', box],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = { box, per_page: MOST, ...(pageParam ? { cursor: pageParam } : {}) }
      return body(client.GET('/api/v1/carbon-copies', { params: { query }, signal }))
    },
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  })

export const sendCopies = (input: CopyInput, { key }: Sending) =>
  body(client.POST('/api/v1/carbon-copies', { params: { header: { 'Idempotency-Key': key } }, body: input }))

export const readCopy = (id: number) => body(client.POST('/api/v1/carbon-copies/{id}/readings', { params: { path: { id } } }))

export const settingsQuery = queryOptions({
  queryKey: ['notices', 'settings'],
  queryFn: ({ signal }) => withTag(client.GET('/api/v1/me/notice-settings', { signal })),
})

export const saveSettings = (input: SettingsInput, etag: string) =>
  body(client.PUT('/api/v1/me/notice-settings', { params: { header: { 'If-Match': etag } }, body: input }))

export const channelKeys = {
  all: ['channels'] as const,
  list: (filters: ChannelFilters) => ['channels', 'list', filters] as const,
  messages: (filters: MessageFilters) => ['channels', 'messages', filters] as const,
}

export async function fetchChannels(filters: ChannelFilters, page: number, perPage: number, signal: AbortSignal) {
  const query = { ...filters, page, per_page: perPage } as unknown as Query<'list_channels'>
  const answer = await body(client.GET('/api/v1/channels', { params: { query }, signal }))
  return { items: answer.items, total: answer.total }
}

export async function fetchMessages(filters: MessageFilters, page: number, perPage: number, signal: AbortSignal) {
  const query = { ...filters, page, per_page: perPage } as unknown as Query<'list_outgoing_messages'>
  const answer = await body(client.GET('/api/v1/outgoing-messages', { params: { query }, signal }))
  return { items: answer.items, total: answer.total }
}

export const channelQuery = (id: number) =>
  queryOptions({
    queryKey: [...channelKeys.all, 'one', id],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/channels/{id}', { params: { path: { id } }, signal })),
  })

export const createChannel = (input: ChannelInput, { key }: Sending) =>
  body(client.POST('/api/v1/channels', { params: { header: { 'Idempotency-Key': key } }, body: input }))

export const replaceChannel = (id: number, input: ChannelInput, etag: string) =>
  body(client.PUT('/api/v1/channels/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body: input }))

export const testChannel = (id: number, key: string) =>
  body(client.POST('/api/v1/channels/{id}/tests', { params: { path: { id }, header: { 'Idempotency-Key': key } } }))

const EVERY_MS = 1_000

/** A message on its way, asked for again until it is settled. */
export const messageQuery = (id: number) =>
  queryOptions({
    queryKey: [...channelKeys.all, 'message', id],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/outgoing-messages/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.data.state === 'queued' ? EVERY_MS : false),
  })

export const retryMessage = (message: Message, key: string) =>
  body(
    client.POST('/api/v1/outgoing-messages/{id}/retries', {
      params: { path: { id: message.id }, header: { 'Idempotency-Key': key, 'If-Match': tagOf(message) } },
    }),
  )

/** After something was read or sent: notices, copies and the counts are asked anew. */
export async function written(queries: QueryClient): Promise<void> {
  await Promise.all([['notices'], ['inbox']].map((queryKey) => queries.invalidateQueries({ queryKey })))
}
