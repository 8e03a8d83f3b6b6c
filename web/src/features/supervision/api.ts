/** What the browser asks of supervision, and what it writes there. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { body, client, withTag } from '@/api/client'
import type { components, operations } from '@/api/schema'
import type { Search } from '@/shared/filters'
import type { Sending } from '@/shared/form/write-form'
import type { SlipFilters } from './filters'

type Schemas = components['schemas']
export type SlipItem = Schemas['SlipItem']
export type SlipView = Schemas['SlipView']
export type SlipInput = Schemas['SlipInput']
export type ProjectColour = Schemas['ProjectColourView']
export type Simulation = Schemas['ColourSimulation']
export type Rules = Schemas['ColourRules']
type ListQuery = NonNullable<operations['list_slips']['parameters']['query']>

// the address holds texts exactly as the query takes them; the contract types lists and numbers apart
const asQuery = (texts: object): ListQuery => texts as ListQuery

export const slipKeys = {
  list: (filters: SlipFilters, sort: string | undefined) => ['slips', 'list', filters, sort] as const,
}

export async function fetchSlips(
  filters: SlipFilters,
  sort: string | undefined,
  page: number,
  perPage: number,
  signal: AbortSignal,
) {
  const query = asQuery({ ...filters, ...(sort ? { sort } : {}), page, per_page: perPage })
  const answer = await body(client.GET('/api/v1/slips', { params: { query }, signal }))
  return { items: answer.items, total: answer.total }
}

export const slipSums = (filters: SlipFilters) =>
  queryOptions({
    queryKey: ['slips', 'sums', filters],
    queryFn: ({ signal }) => body(client.GET('/api/v1/slips/summary', { params: { query: asQuery(filters) as never }, signal })),
  })

export const slipsOf = (project: number) =>
  queryOptions({
    queryKey: ['slips', 'of', project],
    queryFn: ({ signal }) =>
      body(
        client.GET('/api/v1/slips', {
          params: { query: { project_id: project, per_page: 100, sort: ['-issued_at'] } as never },
          signal,
        }),
      ),
  })

/** Those on a project that are not over. */
export const openSlipsQuery = (project: number) =>
  queryOptions({
    queryKey: ['slips', 'open-of', project],
    queryFn: ({ signal }) => {
      const query = { project_id: project, state: ['open', 'answered'], per_page: 100 } as never
      return body(client.GET('/api/v1/slips', { params: { query }, signal }))
    },
  })

export const slipQuery = (id: number) =>
  queryOptions({
    queryKey: ['slips', 'one', id],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/slips/{id}', { params: { path: { id } }, signal })),
  })

export const deadlineQuery = (id: number) =>
  queryOptions({
    queryKey: ['slips', 'deadline', id],
    queryFn: ({ signal }) => body(client.GET('/api/v1/slips/{id}/deadline', { params: { path: { id } }, signal })),
  })

export const colourQuery = (project: number) =>
  queryOptions({
    queryKey: ['projects', 'one', project, 'colour'],
    queryFn: ({ signal }) => body(client.GET('/api/v1/projects/{id}/colour', { params: { path: { id: project } }, signal })),
  })

/** How many projects have each colour now, under the filters of the ledger. */
export const colourCounts = (filters: Search) =>
  queryOptions({
    queryKey: ['projects', 'colours', filters],
    queryFn: ({ signal }) => body(client.GET('/api/v1/colour-counts', { params: { query: asQuery(filters) as never }, signal })),
    staleTime: 60_000,
  })

/** Stock phrases, and how long an instruction has. */
export const phrasesQuery = queryOptions({
  queryKey: ['rulesets', 'supervision', 'content'],
  queryFn: async ({ signal }) => {
    const found = await body(client.GET('/api/v1/rule-sets/{kind}', { params: { path: { kind: 'supervision' } }, signal }))
    return found.in_force.content as unknown as Schemas['SupervisionRules']
  },
  staleTime: 600_000,
})

export const selfQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => body(client.GET('/api/v1/me', { signal })),
})

export const issueSlip = (input: SlipInput, key: string) =>
  body(client.POST('/api/v1/slips', { params: { header: { 'Idempotency-Key': key } }, body: input }))

/** Under which name an unfinished instruction is kept: its button tells of it. */
export const instructDraft = (project: number): string => `instruct-${project}`

/** As the queue of this machine sends it. */
export const instructionOf = (project: { id: number; name: string }, input: Schemas['InstructionInput'], label: string) => ({
  of: `project-${project.id}`,
  kind: 'instruction',
  label,
  path: `/api/v1/projects/${project.id}/instructions`,
  body: { ...input },
  about: project,
})

const at = (id: number, { key, etag }: Sending) => ({
  path: { id },
  header: { 'Idempotency-Key': key, 'If-Match': etag },
})

export const answerSlip = (id: number, input: Schemas['SlipFeedbackInput'], sending: Sending) =>
  body(client.POST('/api/v1/slips/{id}/feedback', { params: at(id, sending), body: input }))

export const askMoreTime = (id: number, input: Schemas['SlipExtensionInput'], sending: Sending) =>
  body(client.POST('/api/v1/slips/{id}/extensions', { params: at(id, sending), body: input }))

export const closeSlip = (id: number, input: Schemas['SlipClosingInput'], sending: Sending) =>
  body(client.POST('/api/v1/slips/{id}/closings', { params: at(id, sending), body: input }))

export const giveBack = (id: number, input: Schemas['SlipReturnInput'], sending: Sending) =>
  body(client.POST('/api/v1/slips/{id}/returns', { params: at(id, sending), body: input }))

export const reopenSlip = (id: number, input: Schemas['SlipReturnInput'], sending: Sending) =>
  body(client.POST('/api/v1/slips/{id}/reopenings', { params: at(id, sending), body: input }))

export const decideExtension = (
  id: number,
  extension: number,
  input: Schemas['SlipExtensionDecisionInput'],
  { key, etag }: Sending,
) =>
  body(
    client.POST('/api/v1/slips/{id}/extensions/{extension_id}/decisions', {
      params: { path: { id, extension_id: extension }, header: { 'Idempotency-Key': key, 'If-Match': etag } },
      body: input,
    }),
  )

export const simulate = (content: Rules) => body(client.POST('/api/v1/colour-simulations', { body: { content } }))

/** After a write: slips, what waits, and what a project tells of itself are asked anew. */
export async function written(queries: QueryClient): Promise<void> {
  await Promise.all([['slips'], ['inbox'], ['projects']].map((queryKey) => queries.invalidateQueries({ queryKey })))
}
