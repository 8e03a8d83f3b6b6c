/** What the browser asks of negotiation trips, and what it writes there. */
import { queryOptions } from '@tanstack/react-query'
import { body, client, tagOf, withTag } from '@/api/client'
import type { components, operations } from '@/api/schema'
import type { Filters } from './filters'

type Schemas = components['schemas']
export type TripItem = operations['list_trips']['responses'][200]['content']['application/json']['items'][number]
export type TripView = Schemas['TripView']
export type TripInput = Schemas['TripInput']
export type CompanyView = Schemas['TripCompanyView']
export type Visit = Schemas['TripVisit']
export type OutcomeInput = Schemas['OutcomeInput']
export type Outcome = Schemas['VisitOutcome']
type ListQuery = NonNullable<operations['list_trips']['parameters']['query']>

export const tripKeys = {
  all: ['trips'] as const,
  list: (filters: Filters, sort: string | undefined) => ['trips', 'list', filters, sort] as const,
}

export async function fetchTrips(filters: Filters, sort: string | undefined, page: number, perPage: number, signal: AbortSignal) {
  // the address holds texts exactly as the query takes them; the contract types lists and numbers apart
  const query = { ...filters, ...(sort ? { sort } : {}), page, per_page: perPage } as unknown as ListQuery
  const answer = await body(client.GET('/api/v1/negotiation-trips', { params: { query }, signal }))
  return { items: answer.items, total: answer.total }
}

export const tripQuery = (id: number) =>
  queryOptions({
    queryKey: ['trips', 'one', id],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/negotiation-trips/{id}', { params: { path: { id } }, signal })),
  })

export const reportQuery = (id: number) =>
  queryOptions({
    queryKey: ['trips', 'one', id, 'report'],
    queryFn: ({ signal }) => body(client.GET('/api/v1/negotiation-trips/{id}/report', { params: { path: { id } }, signal })),
  })

export const effectsQuery = (id: number) =>
  queryOptions({
    queryKey: ['trips', 'one', id, 'effects'],
    queryFn: ({ signal }) => body(client.GET('/api/v1/negotiation-trips/{id}/effects', { params: { path: { id } }, signal })),
  })

const EVENTS = 100
export const historyQuery = (id: number) =>
  queryOptions({
    queryKey: ['trips', 'one', id, 'history'],
    queryFn: ({ signal }) =>
      body(
        client.GET('/api/v1/negotiation-trips/{id}/history', { params: { path: { id }, query: { per_page: EVENTS } }, signal }),
      ),
  })

/** Provinces, as words of a filter. */
export const provincesQuery = queryOptions({
  queryKey: ['code-lists', 'provinces'],
  queryFn: async ({ signal }) => {
    const found = await body(client.GET('/api/v1/code-lists/divisions', { signal }))
    return Object.fromEntries(found.items.map((one) => [one.code.slice(0, 2), one.name]))
  },
  staleTime: Number.POSITIVE_INFINITY,
})

export const contactsQuery = (enterprise: number) =>
  queryOptions({
    queryKey: ['trips', 'contacts', enterprise],
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/enterprises/{id}/contacts', { params: { path: { id: enterprise } }, signal })),
  })

type Sending = { key: string; etag: string }
const tagged = (id: number, { key, etag }: Sending) => ({
  path: { id },
  header: { 'Idempotency-Key': key, 'If-Match': etag },
})

export const createTrip = (input: TripInput, key: string) =>
  withTag(client.POST('/api/v1/negotiation-trips', { params: { header: { 'Idempotency-Key': key } }, body: input }))

export const replaceTrip = (id: number, input: TripInput, etag: string) =>
  withTag(client.PUT('/api/v1/negotiation-trips/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body: input }))

export const submitTrip = (id: number, sending: Sending) =>
  withTag(client.POST('/api/v1/negotiation-trips/{id}/submissions', { params: tagged(id, sending) }))

export const decideTrip = (id: number, input: Schemas['TripDecisionInput'], sending: Sending) =>
  body(client.POST('/api/v1/negotiation-trips/{id}/decisions', { params: tagged(id, sending), body: input }))

export const cancelTrip = (id: number, input: Schemas['TripCancellationInput'], sending: Sending) =>
  body(client.POST('/api/v1/negotiation-trips/{id}/cancellations', { params: tagged(id, sending), body: input }))

export const returnTrip = (id: number, input: Schemas['TripReturnInput'], sending: Sending) =>
  body(client.POST('/api/v1/negotiation-trips/{id}/returns', { params: tagged(id, sending), body: input }))

export const closeTrip = (id: number, input: Schemas['TripClosingInput'], sending: Sending) =>
  body(client.POST('/api/v1/negotiation-trips/{id}/closings', { params: tagged(id, sending), body: input }))

export const replaceBudget = (id: number, input: Schemas['TripBudgetInput'], etag: string) =>
  body(
    client.PUT('/api/v1/negotiation-trips/{id}/budget', {
      params: { path: { id }, header: { 'If-Match': etag } },
      body: input,
    }),
  )

export const recordOutcome = (id: number, company: CompanyView, input: OutcomeInput, key: string) =>
  body(
    client.POST('/api/v1/negotiation-trips/{id}/companies/{company_id}/outcomes', {
      params: {
        path: { id, company_id: company.id },
        header: { 'Idempotency-Key': key, 'If-Match': tagOf(company) },
      },
      body: input,
    }),
  )

export const completeStep = (id: number, company: CompanyView, note: string, { key }: Sending) =>
  body(
    client.POST('/api/v1/negotiation-trips/{id}/companies/{company_id}/completions', {
      params: {
        path: { id, company_id: company.id },
        header: { 'Idempotency-Key': key, 'If-Match': tagOf(company) },
      },
      body: { note },
    }),
  )

export const correctVisit = (id: number, visit: Visit, input: Schemas['VisitEdit']) =>
  body(
    client.PUT('/api/v1/negotiation-trips/{id}/visits/{visit_id}', {
      params: { path: { id, visit_id: visit.id }, header: { 'If-Match': tagOf(visit) } },
      body: input,
    }),
  )

export const revealPhone = (enterprise: number, contact: number, reason: string, key: string) =>
  body(
    client.POST('/api/v1/enterprises/{id}/contacts/{contact_id}/reveals', {
      params: { path: { id: enterprise, contact_id: contact }, header: { 'Idempotency-Key': key } },
      body: { reason },
    }),
  )
