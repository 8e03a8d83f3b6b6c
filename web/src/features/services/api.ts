/** What the browser asks of procedures, difficulties, complaints and services, and what it writes there. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { body, client, withTag } from '@/api/client'
import type { components, operations } from '@/api/schema'
import type { ApprovalFilters, ComplaintFilters, GapFilters, RecordFilters, TicketFilters } from './filters'

type Schemas = components['schemas']
export type Ticket = Schemas['TicketView']
export type Approval = Schemas['ApprovalItemView']
export type Chart = Schemas['ProcedureChart']
export type ChartBox = Schemas['ProcedureBox']
export type Complaint = Schemas['ComplaintView']
export type ServiceRecord = Schemas['ServiceRecordView']
export type Figures = Schemas['ServiceFigures']
export type Gap = operations['list_contact_gaps']['responses'][200]['content']['application/json']['items'][number]
export type ServiceFile = Schemas['ServiceFile']
export type Sending = { key: string; etag: string }

export const serviceKeys = {
  tickets: (filters: TicketFilters, sort: string | undefined) => ['services', 'tickets', filters, sort] as const,
  approvals: (filters: ApprovalFilters, sort: string | undefined) => ['services', 'approvals', filters, sort] as const,
  complaints: (filters: ComplaintFilters, sort: string | undefined) => ['services', 'complaints', filters, sort] as const,
  records: (filters: RecordFilters, sort: string | undefined) => ['services', 'records', filters, sort] as const,
  gaps: (filters: GapFilters) => ['services', 'gaps', filters] as const,
}

// the address holds texts exactly as the queries take them; the contract types lists and numbers apart
const paged = (filters: object, sort: string | undefined, page: number, perPage: number) =>
  ({ ...filters, ...(sort ? { sort } : {}), page, per_page: perPage }) as never

export const fetchTickets = (f: TicketFilters, sort: string | undefined, page: number, n: number, signal: AbortSignal) =>
  body(client.GET('/api/v1/tickets', { params: { query: paged(f, sort, page, n) }, signal }))
export const fetchApprovals = (f: ApprovalFilters, sort: string | undefined, page: number, n: number, signal: AbortSignal) =>
  body(client.GET('/api/v1/approval-items', { params: { query: paged(f, sort, page, n) }, signal }))
export const fetchComplaints = (f: ComplaintFilters, sort: string | undefined, page: number, n: number, signal: AbortSignal) =>
  body(client.GET('/api/v1/complaints', { params: { query: paged(f, sort, page, n) }, signal }))
export const fetchRecords = (f: RecordFilters, sort: string | undefined, page: number, n: number, signal: AbortSignal) =>
  body(client.GET('/api/v1/service-records', { params: { query: paged(f, sort, page, n) }, signal }))
export const fetchGaps = (f: GapFilters, page: number, n: number, signal: AbortSignal) =>
  body(client.GET('/api/v1/contact-gaps', { params: { query: paged(f, undefined, page, n) }, signal }))

export const ticketQuery = (id: number) =>
  queryOptions({
    queryKey: ['services', 'ticket', id],
    queryFn: ({ signal }) => body(client.GET('/api/v1/tickets/{id}', { params: { path: { id } }, signal })),
  })
export const ticketsOf = (projectId: number) =>
  queryOptions({
    queryKey: ['services', 'tickets-of', projectId],
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/tickets', { params: { query: { project_id: projectId, per_page: 100 } }, signal })),
  })
/** Those of a project that are not over. */
export const openTicketsQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['services', 'open-tickets', projectId],
    queryFn: ({ signal }) => {
      const query = { project_id: projectId, state: ['open', 'working', 'reopened', 'answered'], per_page: 100 } as never
      return body(client.GET('/api/v1/tickets', { params: { query }, signal }))
    },
  })
/** The permits of a project; `open`: those that are not over. */
export const permitsQuery = (projectId: number, open: boolean) =>
  queryOptions({
    queryKey: ['services', 'permits', projectId, open],
    queryFn: ({ signal }) => {
      const state = open ? { state: ['received', 'paused', 'planned'] } : {}
      const query = { project_id: projectId, ...state, per_page: 100 } as never
      return body(client.GET('/api/v1/approval-items', { params: { query }, signal }))
    },
  })
export const chartQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['services', 'chart', projectId],
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/projects/{id}/procedures', { params: { path: { id: projectId } }, signal })),
  })
export const approvalQuery = (id: number) =>
  queryOptions({
    queryKey: ['services', 'approval', id],
    queryFn: ({ signal }) => body(client.GET('/api/v1/approval-items/{id}', { params: { path: { id } }, signal })),
  })
export const complaintQuery = (id: number) =>
  queryOptions({
    queryKey: ['services', 'complaint', id],
    queryFn: ({ signal }) => body(client.GET('/api/v1/complaints/{id}', { params: { path: { id } }, signal })),
  })
export const recordsOf = (projectId: number) =>
  queryOptions({
    queryKey: ['services', 'records-of', projectId],
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/service-records', { params: { query: { project_id: projectId, per_page: 100 } }, signal })),
  })
export const figuresQuery = (query: { from_on?: string; to_on?: string; unit_id?: number }) =>
  queryOptions({
    queryKey: ['services', 'figures', query],
    queryFn: ({ signal }) => body(client.GET('/api/v1/service-figures', { params: { query }, signal })),
  })

export const raiseTicket = (input: Schemas['TicketInput'], key: string) =>
  body(client.POST('/api/v1/tickets', { params: { header: { 'Idempotency-Key': key } }, body: input }))
export const registerComplaint = (input: Schemas['ComplaintInput'], key: string) =>
  body(client.POST('/api/v1/complaints', { params: { header: { 'Idempotency-Key': key } }, body: input }))
export const recordService = (input: Schemas['ServiceRecordInput'], key: string) =>
  body(client.POST('/api/v1/service-records', { params: { header: { 'Idempotency-Key': key } }, body: input }))
export const planProcedures = (id: number, codes: string[] | undefined, key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/procedures', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: codes ? { codes } : {},
    }),
  )
export const addProcedure = (id: number, input: Schemas['ApprovalItemInput'], key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/approval-items', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: input,
    }),
  )
export const replaceProcedure = (id: number, input: Schemas['ApprovalItemInput'], etag: string) =>
  withTag(client.PUT('/api/v1/approval-items/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body: input }))

const head = (id: number, { key, etag }: Sending) => ({
  path: { id },
  header: { 'Idempotency-Key': key, 'If-Match': etag },
})

/** What is done about a difficulty, each act at its own address. */
export const ticketActs = {
  acceptances: (id: number, input: Schemas['TicketAcceptanceInput'], s: Sending) =>
    body(client.POST('/api/v1/tickets/{id}/acceptances', { params: head(id, s), body: input })),
  answers: (id: number, input: Schemas['TicketAnswerInput'], s: Sending) =>
    body(client.POST('/api/v1/tickets/{id}/answers', { params: head(id, s), body: input })),
  escalations: (id: number, input: Schemas['TicketEscalationInput'], s: Sending) =>
    body(client.POST('/api/v1/tickets/{id}/escalations', { params: head(id, s), body: input })),
  impossibilities: (id: number, input: Schemas['ServiceReasonInput'], s: Sending) =>
    body(client.POST('/api/v1/tickets/{id}/impossibilities', { params: head(id, s), body: input })),
  signatures: (id: number, input: Schemas['TicketSignatureInput'], s: Sending) =>
    body(client.POST('/api/v1/tickets/{id}/signatures', { params: head(id, s), body: input })),
  reopenings: (id: number, input: Schemas['ServiceReasonInput'], s: Sending) =>
    body(client.POST('/api/v1/tickets/{id}/reopenings', { params: head(id, s), body: input })),
  link: (id: number, s: Sending) => body(client.POST('/api/v1/tickets/{id}/confirmation-links', { params: head(id, s) })),
}

/** What is done with a procedure. */
export const approvalActs = {
  receptions: (id: number, input: Schemas['ApprovalReceptionInput'], s: Sending) =>
    body(client.POST('/api/v1/approval-items/{id}/receptions', { params: head(id, s), body: input })),
  pauses: (id: number, input: Schemas['ApprovalPauseInput'], s: Sending) =>
    body(client.POST('/api/v1/approval-items/{id}/pauses', { params: head(id, s), body: input })),
  resumptions: (id: number, input: Schemas['ApprovalResumptionInput'], s: Sending) =>
    body(client.POST('/api/v1/approval-items/{id}/resumptions', { params: head(id, s), body: input })),
  completions: (id: number, input: Schemas['ApprovalCompletionInput'], s: Sending) =>
    body(client.POST('/api/v1/approval-items/{id}/completions', { params: head(id, s), body: input })),
  exemptions: (id: number, input: Schemas['ServiceReasonInput'], s: Sending) =>
    body(client.POST('/api/v1/approval-items/{id}/exemptions', { params: head(id, s), body: input })),
  reopenings: (id: number, input: Schemas['ServiceReasonInput'], s: Sending) =>
    body(client.POST('/api/v1/approval-items/{id}/reopenings', { params: head(id, s), body: input })),
}

export const advanceComplaint = (id: number, input: Schemas['ComplaintStepInput'], s: Sending) =>
  body(client.POST('/api/v1/complaints/{id}/steps', { params: head(id, s), body: input }))
export const withdrawRecord = (id: number, input: Schemas['ServiceReasonInput'], s: Sending) =>
  body(client.POST('/api/v1/service-records/{id}/withdrawals', { params: head(id, s), body: input }))

export const fileContent = (id: number) => client.GET('/api/v1/files/{id}/content', { params: { path: { id } }, parseAs: 'blob' })

/** After a write: this room, what waits, and what a project tells of itself are asked anew. */
export async function written(queries: QueryClient): Promise<void> {
  await Promise.all([['services'], ['inbox'], ['projects']].map((queryKey) => queries.invalidateQueries({ queryKey })))
}
