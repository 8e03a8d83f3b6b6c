/** What the browser asks of the enterprise library, and what it writes there. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { body, client, withTag } from '@/api/client'
import type { components, operations } from '@/api/schema'
import type { Sending } from '@/shared/form/write-form'
import type { Filters } from './filters'

type Schemas = components['schemas']
export type Enterprise = Schemas['Enterprise']
export type EnterpriseView = Schemas['EnterpriseView']
export type Contact = Schemas['Contact']
export type Candidate = Schemas['Candidate']
export type Merge = Schemas['Merge']
export type MergeField = Schemas['MergeField']
type ListQuery = NonNullable<operations['list_enterprises']['parameters']['query']>

/** The address holds texts exactly as the query takes them; the contract types lists and numbers apart. */
const asQuery = (texts: Record<string, unknown>): ListQuery => texts as ListQuery

const ROOM = 'enterprises'
export const keys = {
  list: (filters: Filters, sort: string | undefined) => [ROOM, 'list', filters, sort] as const,
  merges: [ROOM, 'merges'] as const,
}

/** After a write: whatever is shown of enterprises is asked again, and the projects that name them. */
export const written = (queries: QueryClient) =>
  Promise.all([[ROOM], ['pick', ROOM], ['projects'], ['search']].map((queryKey) => queries.invalidateQueries({ queryKey })))

export async function fetchEnterprises(
  filters: Filters,
  sort: string | undefined,
  page: number,
  perPage: number,
  signal: AbortSignal,
) {
  const query = asQuery({ ...filters, ...(sort ? { sort } : {}), page, per_page: perPage })
  const answer = await body(client.GET('/api/v1/enterprises', { params: { query }, signal }))
  return { items: answer.items as Enterprise[], total: answer.total }
}

/** How many of what is filtered, and how many of them with a credit code. */
export const countsQuery = (filters: Filters) =>
  queryOptions({
    queryKey: [ROOM, 'counts', filters],
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/enterprises/summary', { params: { query: asQuery(filters) as never }, signal })),
  })

const path = (id: number) => ({ path: { id } })

export const enterpriseQuery = (id: number) =>
  queryOptions({
    queryKey: [ROOM, 'one', id],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/enterprises/{id}', { params: path(id), signal })),
  })

export const contactsQuery = (id: number) =>
  queryOptions({
    queryKey: [ROOM, 'one', id, 'contacts'],
    queryFn: ({ signal }) => body(client.GET('/api/v1/enterprises/{id}/contacts', { params: path(id), signal })),
  })

/** A short list of the projects that name an enterprise; the ledger has the rest. */
export const SHORT = 10
export const projectsQuery = (id: number) =>
  queryOptions({
    queryKey: [ROOM, 'one', id, 'projects'],
    queryFn: ({ signal }) => {
      const fields = [
        'id' as const,
        'number' as const,
        'name' as const,
        'stage' as const,
        'end_state' as const,
        'lead_unit_name' as const,
        'total_investment_yuan' as const,
      ]
      const query = { enterprise_id: id, per_page: SHORT, fields }
      return body(client.GET('/api/v1/projects', { params: { query }, signal }))
    },
  })

export const mergesQuery = (id: number) =>
  queryOptions({
    queryKey: [...keys.merges, 'of', id],
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/enterprise-merges', { params: { query: { enterprise_id: id, per_page: 100 } }, signal })),
  })

export async function fetchMerges(page: number, perPage: number, signal: AbortSignal) {
  const query = { page, per_page: perPage }
  const answer = await body(client.GET('/api/v1/enterprise-merges', { params: { query }, signal }))
  return { items: answer.items as Merge[], total: answer.total }
}

/** Likely the same enterprise, for a name or a credit code that is being typed. */
export const candidatesQuery = (name: string, creditCode: string) =>
  queryOptions({
    queryKey: [ROOM, 'candidates', name, creditCode],
    queryFn: async ({ signal }) => {
      const query = { ...(name ? { name } : {}), ...(creditCode ? { credit_code: creditCode } : {}) }
      return (await body(client.GET('/api/v1/enterprises/candidates', { params: { query }, signal }))).candidates
    },
  })

export const createEnterprise = (input: Schemas['EnterpriseInput'], { key }: Sending) =>
  withTag(client.POST('/api/v1/enterprises', { params: { header: { 'Idempotency-Key': key } }, body: input }))

export const putEnterprise = (id: number, input: Schemas['EnterpriseInput'], { etag }: Sending) =>
  withTag(client.PUT('/api/v1/enterprises/{id}', { params: { ...path(id), header: { 'If-Match': etag } }, body: input }))

const tagged = ({ key, etag }: Sending) => ({ 'Idempotency-Key': key, 'If-Match': etag })

export const withdraw = (id: number, reason: string, sending: Sending) =>
  body(
    client.POST('/api/v1/enterprises/{id}/withdrawals', {
      params: { ...path(id), header: tagged(sending) },
      body: { reason },
    }),
  )

export const restore = (id: number, input: Schemas['EnterpriseRestorationInput'], sending: Sending) =>
  body(
    client.POST('/api/v1/enterprises/{id}/restorations', {
      params: { ...path(id), header: tagged(sending) },
      body: input,
    }),
  )

export const addAlias = (id: number, input: Schemas['AliasInput'], sending: Sending) =>
  body(client.POST('/api/v1/enterprises/{id}/aliases', { params: { ...path(id), header: tagged(sending) }, body: input }))

export const removeAlias = (id: number, aliasId: number, reason: string, sending: Sending) =>
  body(
    client.POST('/api/v1/enterprises/{id}/aliases/{alias_id}/removals', {
      params: { path: { id, alias_id: aliasId }, header: tagged(sending) },
      body: { reason },
    }),
  )

export const addContact = (id: number, input: Schemas['ContactInput'], { key }: Sending) =>
  body(
    client.POST('/api/v1/enterprises/{id}/contacts', {
      params: { ...path(id), header: { 'Idempotency-Key': key } },
      body: input,
    }),
  )

export const patchContact = (contact: Contact, input: Schemas['ContactInputPatch'], { etag }: Sending) =>
  body(
    client.PATCH('/api/v1/enterprises/{id}/contacts/{contact_id}', {
      params: { path: { id: contact.enterprise_id, contact_id: contact.id }, header: { 'If-Match': etag } },
      headers: { 'Content-Type': 'application/merge-patch+json' },
      body: input,
    }),
  )

export const removeContact = (contact: Contact, reason: string, sending: Sending) =>
  body(
    client.POST('/api/v1/enterprises/{id}/contacts/{contact_id}/removals', {
      params: { path: { id: contact.enterprise_id, contact_id: contact.id }, header: tagged(sending) },
      body: { reason },
    }),
  )

/** The whole number; it is kept nowhere but where it is shown. */
export const reveal = (contact: Contact, reason: string, { key }: Sending) =>
  body(
    client.POST('/api/v1/enterprises/{id}/contacts/{contact_id}/reveals', {
      params: { path: { id: contact.enterprise_id, contact_id: contact.id }, header: { 'Idempotency-Key': key } },
      body: { reason },
    }),
  )

export const merge = (input: Schemas['MergeInput'], { key }: Sending) =>
  body(client.POST('/api/v1/enterprise-merges', { params: { header: { 'Idempotency-Key': key } }, body: input }))

export const undoMerge = (id: number, reason: string, sending: Sending) =>
  body(
    client.POST('/api/v1/enterprise-merges/{id}/undos', {
      params: { ...path(id), header: tagged(sending) },
      body: { reason },
    }),
  )
