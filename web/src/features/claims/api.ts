/** What the browser asks of first claims (首报首谈), their objections and transfers, and of the pool. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { body, client, withTag } from '@/api/client'
import type { components, operations } from '@/api/schema'
import type { Sending } from '@/shared/form/write-form'
import type { Window } from '@/shared/grid/windows'
import type { ClaimFilters, ObjectionFilters, PoolFilters, TransferFilters } from './filters'

type Schemas = components['schemas']
export type ClaimItem = Schemas['Page_FirstClaimItem']['items'][number]
export type ClaimView = Schemas['FirstClaimView']
export type ObjectionView = Schemas['ObjectionView']
export type TransferView = Schemas['TransferView']
export type PoolItem = Schemas['PoolItem']
export type CheckView = Schemas['CheckView']
export type ProofRef = Schemas['ProofRef']

/** The address holds texts exactly as the query takes them; the contract types lists and numbers apart. */
const asQuery = <Operation extends keyof operations>(texts: Record<string, unknown>) =>
  texts as NonNullable<operations[Operation]['parameters']['query']>

type Paged = { page: number; perPage: number; signal: AbortSignal }
const paged = (filters: object, { page, perPage }: Paged, sort?: string) => ({
  ...filters,
  ...(sort ? { sort } : {}),
  page,
  per_page: perPage,
})

export async function fetchClaims(filters: ClaimFilters, sort: string | undefined, at: Paged): Promise<Window<ClaimItem>> {
  const query = asQuery<'list_first_claims'>(paged(filters, at, sort))
  return body(client.GET('/api/v1/first-claims', { params: { query }, signal: at.signal }))
}
export async function fetchObjections(filters: ObjectionFilters, sort: string | undefined, at: Paged) {
  const query = asQuery<'list_claim_objections'>(paged(filters, at, sort))
  return body(client.GET('/api/v1/claim-objections', { params: { query }, signal: at.signal }))
}
export async function fetchTransfers(filters: TransferFilters, at: Paged) {
  const query = asQuery<'list_claim_transfers'>(paged(filters, at))
  return body(client.GET('/api/v1/claim-transfers', { params: { query }, signal: at.signal }))
}
export async function fetchPool(filters: PoolFilters, sort: string | undefined, at: Paged) {
  const query = asQuery<'list_pool'>(paged(filters, at, sort))
  return body(client.GET('/api/v1/pool', { params: { query }, signal: at.signal }))
}

export const claimQuery = (id: number) =>
  queryOptions({
    queryKey: ['claims', 'one', id],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/first-claims/{id}', { params: { path: { id } }, signal })),
  })
export const objectionQuery = (id: number) =>
  queryOptions({
    queryKey: ['claims', 'objection', id],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/claim-objections/{id}', { params: { path: { id } }, signal })),
  })
export const transferQuery = (id: number) =>
  queryOptions({
    queryKey: ['claims', 'transfer', id],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/claim-transfers/{id}', { params: { path: { id } }, signal })),
  })
export const poolQuery = (id: number) =>
  queryOptions({
    queryKey: ['claims', 'pooled', id],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/pool/{id}', { params: { path: { id } }, signal })),
  })
export type SheetForm = NonNullable<NonNullable<operations['get_claim_sheet']['parameters']['query']>['form']>
export const sheetQuery = (id: number, form: SheetForm) =>
  queryOptions({
    queryKey: ['claims', 'sheet', id, form],
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/first-claims/{id}/sheet', { params: { path: { id }, query: { form } }, signal })),
  })
/** My unit and I: what a form about one's own unit opens with. */
export const selfQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => body(client.GET('/api/v1/me', { signal })),
  staleTime: 60_000,
})

/** Lists, pages, what waits: a write to one claim may change them all (an objection, a transfer, the pool). */
export const claimsChanged = (queries: QueryClient) => queries.invalidateQueries({ queryKey: ['claims'] })

const made = ({ key }: Pick<Sending, 'key'>) => ({ 'Idempotency-Key': key })
const changed = ({ key, etag }: Sending) => ({ 'Idempotency-Key': key, 'If-Match': etag })

export const checkInvestor = (investor: string, key: string) =>
  body(client.POST('/api/v1/claim-checks', { params: { header: made({ key }) }, body: { investor } }))
export const register = (input: Schemas['FirstClaimInput'], sending: Sending) =>
  body(client.POST('/api/v1/first-claims', { params: { header: made(sending) }, body: input }))

export const addProgress = (id: number, input: Schemas['ClaimProgressInput'], sending: Sending) =>
  body(client.POST('/api/v1/first-claims/{id}/progress', { params: { path: { id }, header: made(sending) }, body: input }))
export const confirmClaim = (id: number, input: Schemas['ConfirmationInput'], sending: Sending) =>
  body(
    client.POST('/api/v1/first-claims/{id}/confirmations', { params: { path: { id }, header: changed(sending) }, body: input }),
  )
export const askExtension = (id: number, input: Schemas['ExtensionInput'], sending: Sending) =>
  body(client.POST('/api/v1/first-claims/{id}/extensions', { params: { path: { id }, header: made(sending) }, body: input }))
export const decideExtension = (
  path: { id: number; extension_id: number },
  input: Schemas['ExtensionDecisionInput'],
  sending: Sending,
) =>
  body(
    client.POST('/api/v1/first-claims/{id}/extensions/{extension_id}/decisions', {
      params: { path, header: changed(sending) },
      body: input,
    }),
  )
export const object = (id: number, input: Schemas['ObjectionInput'], sending: Sending) =>
  body(client.POST('/api/v1/first-claims/{id}/objections', { params: { path: { id }, header: made(sending) }, body: input }))
export const rule = (id: number, input: Schemas['RulingInput'], sending: Sending) =>
  body(client.POST('/api/v1/claim-objections/{id}/rulings', { params: { path: { id }, header: changed(sending) }, body: input }))
export const linkProject = (id: number, project_id: number | null, etag: string) =>
  body(
    client.PUT('/api/v1/first-claims/{id}/project', {
      params: { path: { id }, header: { 'If-Match': etag } },
      body: { project_id },
    }),
  )
export const releaseClaim = (id: number, input: Schemas['ClaimReasonInput'], sending: Sending) =>
  body(client.POST('/api/v1/first-claims/{id}/releases', { params: { path: { id }, header: changed(sending) }, body: input }))

export const startTransfer = (id: number, input: Schemas['TransferInput'], sending: Sending) =>
  body(client.POST('/api/v1/first-claims/{id}/transfers', { params: { path: { id }, header: made(sending) }, body: input }))
export const acceptTransfer = (id: number, input: Schemas['AcceptanceInput'], sending: Sending) =>
  body(
    client.POST('/api/v1/claim-transfers/{id}/acceptances', { params: { path: { id }, header: changed(sending) }, body: input }),
  )
export const declineTransfer = (id: number, input: Schemas['DeclineInput'], sending: Sending) =>
  body(client.POST('/api/v1/claim-transfers/{id}/refusals', { params: { path: { id }, header: changed(sending) }, body: input }))
export const resetTransfer = (id: number, input: Schemas['TransferResetInput'], sending: Sending) =>
  body(client.POST('/api/v1/claim-transfers/{id}/resets', { params: { path: { id }, header: changed(sending) }, body: input }))
export const endTransfer = (id: number, input: Schemas['ClaimReasonInput'], sending: Sending) =>
  body(client.POST('/api/v1/claim-transfers/{id}/endings', { params: { path: { id }, header: changed(sending) }, body: input }))

export const pickUp = (id: number, input: Schemas['PickUpInput'], sending: Sending) =>
  body(client.POST('/api/v1/pool/{id}/pick-ups', { params: { path: { id }, header: made(sending) }, body: input }))

/** A file of proof, for those who may see it. */
export const proofContent = (id: number) =>
  client.GET('/api/v1/files/{id}/content', { params: { path: { id } }, parseAs: 'blob' })
