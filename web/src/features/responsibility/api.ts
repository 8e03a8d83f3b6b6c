/** What the browser asks of the chain of responsibility, and what it writes there. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { body, client, tagOf, withTag } from '@/api/client'
import type { components, operations } from '@/api/schema'
import type { Search } from '@/shared/filters'

export type Schemas = components['schemas']
export type Chain = Schemas['ResponsibilityView']
export type Standing = Schemas['RoleStanding']
export type Role = Schemas['AssignmentRole']
export type Term = Schemas['AssignmentView']
export type Item = Schemas['AssignmentItem']
type ItemOf<Name extends 'list_role_vacancies' | 'list_checklist_gaps'> =
  operations[Name]['responses'][200]['content']['application/json']['items'][number]
export type Vacancy = ItemOf<'list_role_vacancies'>
export type Gap = ItemOf<'list_checklist_gaps'>
export type Handover = Schemas['Handover']
export type Substitute = Schemas['Substitute']
export type Load = Schemas['PersonLoad']
export type Sending = { key: string; etag: string }

// below the project: whatever changes there is asked anew with it
const of = (id: number, part: string, ...more: unknown[]) => ['projects', 'one', id, part, ...more] as const

export const chainQuery = (id: number, on?: string) =>
  queryOptions({
    queryKey: of(id, 'responsibility', on),
    queryFn: ({ signal }) =>
      withTag(
        client.GET('/api/v1/projects/{id}/responsibility', {
          params: { path: { id }, query: on ? { on } : {} },
          signal,
        }),
      ),
  })

export const checklistsQuery = (id: number) =>
  queryOptions({
    queryKey: of(id, 'checklists'),
    queryFn: ({ signal }) => body(client.GET('/api/v1/projects/{id}/checklists', { params: { path: { id } }, signal })),
  })

export const plansQuery = (id: number) =>
  queryOptions({
    queryKey: of(id, 'plans'),
    queryFn: ({ signal }) => body(client.GET('/api/v1/projects/{id}/plans', { params: { path: { id } }, signal })),
  })

export const loadsQuery = queryOptions({
  queryKey: ['responsibility', 'loads'],
  queryFn: ({ signal }) => body(client.GET('/api/v1/responsibility-loads', { signal })),
})

export const previewQuery = (from: number | null | undefined) =>
  queryOptions({
    queryKey: ['responsibility', 'preview', from],
    enabled: Boolean(from),
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/handovers/preview', { params: { query: { from_user_id: from ?? 0 } }, signal })),
  })

// the address holds texts exactly as the query takes them; the contract types lists and numbers apart
const paged = (filters: Search, page: number, perPage: number) => ({ ...filters, page, per_page: perPage }) as never

export const fetchAssignments = (filters: Search, page: number, perPage: number, signal: AbortSignal) =>
  body(client.GET('/api/v1/assignments', { params: { query: paged(filters, page, perPage) }, signal }))
export const fetchVacancies = (filters: Search, page: number, perPage: number, signal: AbortSignal) =>
  body(client.GET('/api/v1/role-vacancies', { params: { query: paged(filters, page, perPage) }, signal }))
export const fetchGaps = (filters: Search, page: number, perPage: number, signal: AbortSignal) =>
  body(client.GET('/api/v1/checklist-gaps', { params: { query: paged(filters, page, perPage) }, signal }))
export const fetchHandovers = (filters: Search, page: number, perPage: number, signal: AbortSignal) =>
  body(client.GET('/api/v1/handovers', { params: { query: paged(filters, page, perPage) }, signal }))
export const fetchSubstitutes = (filters: Search, page: number, perPage: number, signal: AbortSignal) =>
  body(client.GET('/api/v1/substitutes', { params: { query: paged(filters, page, perPage) }, signal }))

const keyed = (key: string) => ({ 'Idempotency-Key': key })

export const assign = (id: number, input: Schemas['AssignmentInput'], key: string) =>
  body(client.POST('/api/v1/projects/{id}/assignments', { params: { path: { id }, header: keyed(key) }, body: input }))

export const endTerm = (id: number, term: number, input: Schemas['AssignmentEndingInput'], { key, etag }: Sending) =>
  body(
    client.POST('/api/v1/projects/{id}/assignments/{assignment_id}/endings', {
      params: { path: { id, assignment_id: term }, header: { ...keyed(key), 'If-Match': etag } },
      body: input,
    }),
  )

export const recordLead = (id: number, input: Schemas['LeadTermInput'], { key, etag }: Sending) =>
  body(
    client.POST('/api/v1/projects/{id}/lead-terms', {
      params: { path: { id }, header: { ...keyed(key), 'If-Match': etag } },
      body: input,
    }),
  )

export const addPlan = (id: number, input: Schemas['PlanInput'], key: string) =>
  body(client.POST('/api/v1/projects/{id}/plans', { params: { path: { id }, header: keyed(key) }, body: input }))

export const handOver = (input: Schemas['HandoverInput'], key: string) =>
  body(client.POST('/api/v1/handovers', { params: { header: keyed(key) }, body: input }))

export const nameSubstitute = (input: Schemas['SubstituteInput'], key: string) =>
  body(client.POST('/api/v1/substitutes', { params: { header: keyed(key) }, body: input }))

export const endSubstitute = (id: number, version: number, key: string) =>
  body(
    client.POST('/api/v1/substitutes/{id}/endings', {
      params: { path: { id }, header: { ...keyed(key), 'If-Match': tagOf({ version }) } },
    }),
  )

export const fileContent = (id: number) => client.GET('/api/v1/files/{id}/content', { params: { path: { id } }, parseAs: 'blob' })

/** After a write: the lists of this room, the project, and what waits are asked anew. */
export async function written(queries: QueryClient): Promise<void> {
  await Promise.all([['responsibility'], ['projects'], ['inbox']].map((queryKey) => queries.invalidateQueries({ queryKey })))
}
