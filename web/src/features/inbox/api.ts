/** What waits for the caller, computed by the API when asked. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { body, client } from '@/api/client'
import type { components, operations } from '@/api/schema'
import { whole } from '@/shared/list/whole'

export type InboxItem = operations['list_inbox']['responses'][200]['content']['application/json']['items'][number]
export type InboxTab = components['schemas']['InboxTab']
export type InboxKind = components['schemas']['InboxKind']

/** Counts are asked again every minute while the page is looked at. */
const EVERY_MS = 60_000

export const inboxQuery = (tab: InboxTab, kind: InboxKind | undefined) =>
  infiniteQueryOptions({
    queryKey: ['inbox', tab, kind],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = { tab, per_page: 50, ...(kind ? { kind: [kind] } : {}), ...(pageParam ? { cursor: pageParam } : {}) }
      return body(client.GET('/api/v1/inbox', { params: { query }, signal }))
    },
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: EVERY_MS,
  })

/** As many as are printed: nobody has so many. */
export const MOST_PRINTED = 1_000

export const printedInbox = (tab: InboxTab, kind: InboxKind | undefined) =>
  queryOptions({
    queryKey: ['inbox', 'print', tab, kind],
    queryFn: ({ signal }) =>
      whole((page) => {
        const query = { tab, page, per_page: 200, ...(kind ? { kind: [kind] } : {}) }
        return body(client.GET('/api/v1/inbox', { params: { query }, signal }))
      }, MOST_PRINTED),
  })

export const inboxSummary = queryOptions({
  queryKey: ['inbox', 'summary'],
  queryFn: ({ signal }) => body(client.GET('/api/v1/inbox/summary', { signal })),
  refetchInterval: EVERY_MS,
})

/** The few numbers of the frame. */
export const inboxCounts = queryOptions({
  queryKey: ['inbox', 'counts'],
  queryFn: ({ signal }) => body(client.GET('/api/v1/inbox/counts', { signal })),
  refetchInterval: EVERY_MS,
})
