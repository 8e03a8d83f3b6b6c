/** What the browser asks of the project library. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { body, client, withTag } from '@/api/client'
import type { components, operations } from '@/api/schema'
import { whole } from '@/shared/list/whole'
import type { Filters } from './filters'

export type Item = operations['list_projects']['responses'][200]['content']['application/json']['items'][number]
export type ProjectView = components['schemas']['ProjectView']
type ListQuery = NonNullable<operations['list_projects']['parameters']['query']>

/** The address holds texts exactly as the query takes them; the contract types lists and numbers apart. */
const asQuery = (texts: Record<string, unknown>): ListQuery => texts as ListQuery

/** What every row is asked for; its columns ask for the rest, so that a window of a hundred rows stays small. */
const ALWAYS = [
  'id',
  'number',
  'name',
  'stage',
  'end_state',
  'lead_unit_name',
  'total_investment_yuan',
  'confidential',
  'version',
] as const
/** A row of the ledger: what is always there, and what the columns asked for. */
export type Project = Item & Required<Pick<Item, (typeof ALWAYS)[number]>>

/** Columns that are no fields of the row: what has to be included for them. */
const PARTS: Readonly<Record<string, string>> = { tags: 'tags', colour: 'colour', colour_because: 'colour' }
const included = (fields: readonly string[]) => {
  const parts = [...new Set(fields.flatMap((one) => PARTS[one] ?? []))]
  return parts.length > 0 ? { include: parts.join(',') } : {}
}

export const projectKeys = {
  list: (filters: Filters, sort: string | undefined, fields: readonly string[]) =>
    ['projects', 'list', filters, sort, fields] as const,
}

export async function fetchProjects(
  filters: Filters,
  sort: string | undefined,
  fields: readonly string[],
  page: number,
  perPage: number,
  signal: AbortSignal,
) {
  const query = asQuery({
    ...filters,
    ...(sort ? { sort } : {}),
    fields: [...new Set([...ALWAYS, ...fields.filter((one) => !(one in PARTS))])].join(','),
    ...included(fields),
    page,
    per_page: perPage,
  })
  const answer = await body(client.GET('/api/v1/projects', { params: { query }, signal }))
  return { items: answer.items as Project[], total: answer.total }
}

/** As many rows of a list as are printed. */
export const MOST_PRINTED = 2_000
const PRINTED_AT_ONCE = 200

/** Every row of a list that is short enough to print; of a longer one how many there are. */
export const printedQuery = (filters: Filters, sort: string | undefined, fields: readonly string[]) =>
  queryOptions({
    queryKey: ['projects', 'print', filters, sort, fields],
    queryFn: ({ signal }) => whole((page) => fetchProjects(filters, sort, fields, page, PRINTED_AT_ONCE, signal), MOST_PRINTED),
  })

/** The project at a place of a list, with how many there are. */
export const placeQuery = (filters: Filters, sort: string | undefined, at: number) =>
  queryOptions({
    queryKey: ['projects', 'place', filters, sort, at],
    queryFn: async ({ signal }) => {
      const found = await fetchProjects(filters, sort, [], at + 1, 1, signal)
      return { id: found.items[0]?.id, total: found.total }
    },
  })

/** Tags in use. */
export const tagsQuery = queryOptions({
  queryKey: ['projects', 'tags'],
  queryFn: ({ signal }) => body(client.GET('/api/v1/projects/tags', { signal })),
  staleTime: 60_000,
})

/** Count and sums of what is filtered. */
export const projectSums = (filters: Filters) =>
  queryOptions({
    queryKey: ['projects', 'sums', filters],
    queryFn: ({ signal }) =>
      body(
        client.GET('/api/v1/projects/summary', {
          params: { query: asQuery({ ...filters, groups: 'stage' }) as never },
          signal,
        }),
      ),
  })

/** What a card of one's own projects shows. */
const MINE = [
  'id',
  'name',
  'stage',
  'end_state',
  'total_investment_yuan',
  'funds_in_place_yuan',
  'updated_at',
] as const satisfies readonly (keyof Item)[]
export type MyProject = Pick<ProjectView, (typeof MINE)[number]> & Pick<Item, 'colour'>
/** A phone shows three at a time. */
const CARDS = 8

/** What is entrusted to the caller by name, or what a unit (with those below it) leads or supports, and is not over yet. */
export const mineQuery = (unitId: number, part: 'own' | 'lead' | 'support') =>
  infiniteQueryOptions({
    queryKey: ['projects', 'mine', unitId, part],
    initialPageParam: 1,
    queryFn: async ({ pageParam, signal }) => {
      const query = asQuery({
        ...(part === 'own' ? { mine: true } : { [part === 'lead' ? 'lead_unit_id' : 'supporting_unit_id']: unitId }),
        end_state: 'none,suspended',
        sort: '-updated_at',
        fields: MINE.join(','),
        include: 'colour',
        page: pageParam,
        per_page: CARDS,
      })
      const found = await body(client.GET('/api/v1/projects', { params: { query }, signal }))
      return { items: found.items as MyProject[], more: pageParam * CARDS < found.total }
    },
    getNextPageParam: (last, _, page) => (last.more ? page + 1 : undefined),
  })

/** Of these the ones of one colour, as many as a phone shows. */
export const worstQuery = (unitId: number, part: 'own' | 'lead' | 'support', colour: 'red' | 'orange') =>
  queryOptions({
    queryKey: ['projects', 'mine', unitId, part, colour],
    queryFn: async ({ signal }) => {
      const query = asQuery({
        ...(part === 'own' ? { mine: true } : { [part === 'lead' ? 'lead_unit_id' : 'supporting_unit_id']: unitId }),
        colour,
        fields: MINE.join(','),
        include: 'colour',
        per_page: CARDS,
      })
      return (await body(client.GET('/api/v1/projects', { params: { query }, signal }))).items as MyProject[]
    },
  })
/** How many projects are entrusted to the caller by name; who has some sees them first. */
export const ownCountQuery = queryOptions({
  queryKey: ['projects', 'mine', 'count'],
  queryFn: async ({ signal }) => {
    const query = asQuery({ mine: true, end_state: 'none,suspended', fields: 'id', per_page: 1 })
    return (await body(client.GET('/api/v1/projects', { params: { query }, signal }))).total
  },
})

export const projectQuery = (id: number) =>
  queryOptions({
    queryKey: ['projects', 'one', id],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/projects/{id}', { params: { path: { id } }, signal })),
  })

export const transitionsQuery = (id: number) =>
  queryOptions({
    queryKey: ['projects', 'one', id, 'transitions'],
    queryFn: ({ signal }) => body(client.GET('/api/v1/projects/{id}/transitions', { params: { path: { id } }, signal })),
  })

export const lifecycleQuery = (id: number) =>
  queryOptions({
    queryKey: ['projects', 'one', id, 'lifecycle'],
    queryFn: ({ signal }) => body(client.GET('/api/v1/projects/{id}/lifecycle', { params: { path: { id } }, signal })),
  })

export const fundsQuery = (id: number) =>
  queryOptions({
    queryKey: ['projects', 'one', id, 'funds'],
    queryFn: ({ signal }) => body(client.GET('/api/v1/projects/{id}/funds', { params: { path: { id } }, signal })),
  })

export const signaturesQuery = (id: number) =>
  queryOptions({
    queryKey: ['projects', 'one', id, 'signatures'],
    queryFn: ({ signal }) => body(client.GET('/api/v1/projects/{id}/signatures', { params: { path: { id } }, signal })),
  })

export const signatureQuery = (id: number, part: number) =>
  queryOptions({
    queryKey: ['projects', 'one', id, 'signatures', part],
    queryFn: ({ signal }) =>
      withTag(
        client.GET('/api/v1/projects/{id}/signatures/{signature_id}', {
          params: { path: { id, signature_id: part } },
          signal,
        }),
      ),
  })

export const amendmentsQuery = (id: number) =>
  queryOptions({
    queryKey: ['projects', 'one', id, 'amendments'],
    queryFn: ({ signal }) => body(client.GET('/api/v1/projects/{id}/amendments', { params: { path: { id } }, signal })),
  })

export const amendmentQuery = (id: number, part: number) =>
  queryOptions({
    queryKey: ['projects', 'one', id, 'amendments', part],
    queryFn: ({ signal }) =>
      withTag(
        client.GET('/api/v1/projects/{id}/amendments/{amendment_id}', {
          params: { path: { id, amendment_id: part } },
          signal,
        }),
      ),
  })

/** Likely the same project, for a name that is being typed. */
export const candidatesQuery = (name: string, investor: string) =>
  queryOptions({
    queryKey: ['projects', 'candidates', name, investor],
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/projects/candidates', { params: { query: { name, ...(investor ? { investor } : {}) } }, signal })),
  })

/** Who sees the project, and why. */
export const accessQuery = (id: number) =>
  queryOptions({
    queryKey: ['projects', 'one', id, 'access'],
    queryFn: ({ signal }) => body(client.GET('/api/v1/projects/{id}/access', { params: { path: { id } }, signal })),
  })

export const sharesQuery = (id: number) =>
  queryOptions({
    queryKey: ['projects', 'one', id, 'shares'],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/projects/{id}/credit-shares', { params: { path: { id } }, signal })),
  })

/** Signing events by their title. */
export async function findEvents(q: string, signal: AbortSignal) {
  const query = { per_page: 20, ...(q ? { q } : {}) }
  const found = await body(client.GET('/api/v1/signing-events', { params: { query }, signal }))
  return found.items.map((one) => ({ id: one.id, name: one.title, detail: one.held_from_on }))
}

/** The last things that were done to a project; whoever wants more opens its history. */
export const RECENT = 6
export const recentQuery = (id: number) =>
  queryOptions({
    queryKey: ['projects', 'one', id, 'recent'],
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/projects/{id}/history', { params: { path: { id }, query: { per_page: RECENT } }, signal })),
  })

/** Everything that was done to a project, newest first. */
export const historyQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['projects', 'one', id, 'history'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = { per_page: 50, ...(pageParam ? { cursor: pageParam } : {}) }
      return body(client.GET('/api/v1/projects/{id}/history', { params: { path: { id }, query }, signal }))
    },
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  })
