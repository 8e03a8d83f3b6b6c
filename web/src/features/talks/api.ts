/** What the browser asks of talks, and what it writes there. */
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { body, client, withTag } from '@/api/client'
import type { components, operations } from '@/api/schema'
import type { TalkFilters } from './filters'

type Schemas = components['schemas']
export type Talk = Schemas['TalkView']
export type TalkInput = Schemas['TalkInput']
export type TalkFile = Schemas['TalkFile']
type ListQuery = NonNullable<operations['list_talks']['parameters']['query']>

/** A company or a project by its number and name. */
export type Named = { id: number; name: string }
/** What a talk is about, as the page knows it from which one records. */
export type About = { enterprise?: Named | undefined; project?: Named | undefined }

// the address holds texts exactly as the query takes them; the contract types lists and numbers apart
const asQuery = (texts: object): ListQuery => texts as ListQuery

export const talkKeys = {
  all: ['talks'] as const,
  list: (filters: TalkFilters, sort: string | undefined) => ['talks', 'list', filters, sort] as const,
}

export async function fetchTalks(
  filters: TalkFilters,
  sort: string | undefined,
  page: number,
  perPage: number,
  signal: AbortSignal,
) {
  const query = asQuery({ ...filters, ...(sort ? { sort } : {}), page, per_page: perPage })
  const answer = await body(client.GET('/api/v1/talks', { params: { query }, signal }))
  return { items: answer.items, total: answer.total }
}

export const talkSums = (filters: TalkFilters) =>
  queryOptions({
    queryKey: ['talks', 'sums', filters],
    queryFn: ({ signal }) => body(client.GET('/api/v1/talks/summary', { params: { query: asQuery(filters) as never }, signal })),
  })

const RECENT = 5
export const recentTalks = queryOptions({
  queryKey: ['talks', 'recent'],
  queryFn: ({ signal }) => body(client.GET('/api/v1/talks', { params: { query: { per_page: RECENT } }, signal })),
})

/** The talks of a company or a project, the latest first. */
export const talksOf = ({ enterprise, project }: About) =>
  infiniteQueryOptions({
    queryKey: ['talks', 'of', enterprise?.id, project?.id],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = {
        per_page: 20,
        ...(project ? { project_id: project.id } : enterprise ? { enterprise_id: enterprise.id } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      }
      return body(client.GET('/api/v1/talks', { params: { query }, signal }))
    },
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  })

export const talkQuery = (id: number) =>
  queryOptions({
    queryKey: ['talks', 'one', id],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/talks/{id}', { params: { path: { id } }, signal })),
  })

export type Sending = { key: string; etag: string }

/** As the queue of this machine sends it: photos and papers are on the service already, or they are not in it. */
export const recordOf = (input: TalkInput, about: About, label: string) => ({
  of: about.project ? `project-${about.project.id}` : about.enterprise ? `enterprise-${about.enterprise.id}` : 'talks',
  kind: 'talk',
  label,
  path: '/api/v1/talks',
  body: { ...input },
  about,
})

export const replaceTalk = (id: number, input: TalkInput, etag: string) =>
  body(client.PUT('/api/v1/talks/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body: input }))

export const completeTalk = (id: number, note: string, { key, etag }: Sending) =>
  body(
    client.POST('/api/v1/talks/{id}/completions', {
      params: { path: { id }, header: { 'Idempotency-Key': key, 'If-Match': etag } },
      body: { note },
    }),
  )

export const withdrawTalk = (id: number, reason: string, { key, etag }: Sending) =>
  body(
    client.POST('/api/v1/talks/{id}/withdrawals', {
      params: { path: { id }, header: { 'Idempotency-Key': key, 'If-Match': etag } },
      body: { reason },
    }),
  )

export const fileContent = (id: number) => client.GET('/api/v1/files/{id}/content', { params: { path: { id } }, parseAs: 'blob' })

/** After a write: talks, what waits, and what a project tells of itself are asked anew. */
export async function written(queries: QueryClient): Promise<void> {
  await Promise.all(
    [talkKeys.all, ['inbox'], ['projects']].map((queryKey) => queries.invalidateQueries({ queryKey: [...queryKey] })),
  )
}
