/** What the browser asks of the figures: dashboard, rates, targets, effects of trips, board. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { body, client, withTag } from '@/api/client'
import type { components, operations } from '@/api/schema'
import type { Search } from '@/shared/filters'

type Schemas = components['schemas']
export type Figure = Schemas['LinkedFigure']
export type DashboardView = Schemas['DashboardView']
export type FundsByMonth = Schemas['FundsByMonth']
export type FundsCompared = Schemas['FundsCompared']
export type ProgressTable = Schemas['ProgressTable']
export type ProgressRow = Schemas['ProgressRow']
export type RatesView = Schemas['RatesView']
export type RateView = Schemas['RateView']
export type Target = Schemas['TargetView']
export type Indicator = Schemas['Indicator']
export type EffectsView = Schemas['EffectsView']
export type EffectRecord = Schemas['EffectRecord']
export type EffectFigureCode = Schemas['Figure']
export type Province = Schemas['EffectProvince']
export type Board = Schemas['BoardView']
export type BoardColumn = Schemas['BoardColumn']
export type BoardCard = Schemas['BoardCard']
type PageOf<Name extends keyof operations> = operations[Name] extends {
  responses: { 200: { content: { 'application/json': { items: (infer Row)[] } } } }
}
  ? Row
  : never
export type RateProject = PageOf<'list_rate_projects'>
export type ProgressProject = PageOf<'list_progress_projects'>

/** The address holds texts exactly as the query takes them; the contract types lists and numbers apart. */
const asQuery = (texts: Search): never => texts as never
/** What is on the screen stays while the next answer comes. */
const kept = { placeholderData: keepPreviousData }

export const reportKeys = { all: ['reports'] as const, targets: ['reports', 'targets'] as const }

export const dashboardQuery = (search: Search) =>
  queryOptions({
    queryKey: ['reports', 'dashboard', search],
    queryFn: ({ signal }) => body(client.GET('/api/v1/dashboard', { params: { query: asQuery(search) }, signal })),
    ...kept,
  })

export const fundsByMonthQuery = (search: Search) =>
  queryOptions({
    queryKey: ['reports', 'funds-by-month', search],
    queryFn: ({ signal }) => body(client.GET('/api/v1/dashboard/funds-by-month', { params: { query: asQuery(search) }, signal })),
    ...kept,
  })

export const progressQuery = (indicator: Indicator, search: Search) =>
  queryOptions({
    queryKey: [...reportKeys.targets, 'progress', indicator, search],
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/targets/progress', { params: { query: asQuery({ ...search, indicator }) }, signal })),
    ...kept,
  })

export const ratesQuery = (search: Search) =>
  queryOptions({
    queryKey: ['reports', 'rates', search],
    queryFn: ({ signal }) => body(client.GET('/api/v1/rates', { params: { query: asQuery(search) }, signal })),
    ...kept,
  })

export async function fetchRateProjects(search: Search, page: number, perPage: number, signal: AbortSignal) {
  const query = asQuery({ ...search, page: String(page), per_page: String(perPage) })
  const answer = await body(client.GET('/api/v1/rates/projects', { params: { query }, signal }))
  return { items: answer.items as RateProject[], total: answer.total }
}

export const targetsQuery = (year: number, indicator: Indicator) =>
  queryOptions({
    queryKey: [...reportKeys.targets, 'list', year, indicator],
    queryFn: ({ signal }) => body(client.GET('/api/v1/targets', { params: { query: { year, indicator: [indicator] } }, signal })),
  })

type TargetId = { year: number; unitId: number; indicator: Indicator }
const targetPath = ({ year, unitId, indicator }: TargetId) => ({ year, unit_id: unitId, indicator })

export const targetQuery = (id: TargetId) =>
  queryOptions({
    queryKey: [...reportKeys.targets, 'one', id],
    queryFn: ({ signal }) =>
      withTag(client.GET('/api/v1/targets/{year}/{unit_id}/{indicator}', { params: { path: targetPath(id) }, signal })),
    // the form opens with what is there now, not with what was seen before
    staleTime: 0,
    gcTime: 0,
  })

export function putTarget(id: TargetId, input: Schemas['TargetInput'], etag: string) {
  return body(
    client.PUT('/api/v1/targets/{year}/{unit_id}/{indicator}', {
      params: { path: targetPath(id), header: { 'If-Match': etag } },
      body: input,
    }),
  )
}

export async function fetchProgressProjects(search: Search, page: number, perPage: number, signal: AbortSignal) {
  const query = asQuery({ ...search, page: String(page), per_page: String(perPage) })
  const answer = await body(client.GET('/api/v1/targets/progress/projects', { params: { query }, signal }))
  return { items: answer.items as ProgressProject[], total: answer.total }
}

export const effectsQuery = (search: Search) =>
  queryOptions({
    queryKey: ['reports', 'effects', search],
    queryFn: ({ signal }) => body(client.GET('/api/v1/trip-effects', { params: { query: asQuery(search) }, signal })),
    ...kept,
  })

export const provincesQuery = (search: Search) =>
  queryOptions({
    queryKey: ['reports', 'provinces', search],
    queryFn: ({ signal }) => body(client.GET('/api/v1/trip-effects/provinces', { params: { query: asQuery(search) }, signal })),
    ...kept,
  })

export async function fetchEffectRecords(
  figure: EffectFigureCode,
  search: Search,
  page: number,
  perPage: number,
  signal: AbortSignal,
) {
  const query = asQuery({ ...search, page: String(page), per_page: String(perPage) })
  return body(client.GET('/api/v1/trip-effects/{figure}', { params: { path: { figure }, query }, signal }))
}

/** What of a figure is known as a sum only and has no rows. */
export const totalsOnlyQuery = (figure: EffectFigureCode, search: Search) =>
  queryOptions({
    queryKey: ['reports', 'totals-only', figure, search],
    queryFn: async ({ signal }) => (await fetchEffectRecords(figure, search, 1, 1, signal)).totals_only,
  })

export const CARDS = 10

export const boardQuery = (filters: Search) =>
  queryOptions({
    queryKey: ['reports', 'board', filters],
    queryFn: ({ signal }) => board({ ...filters, per_page: String(CARDS) }, signal),
    ...kept,
  })

const board = (search: Search, signal: AbortSignal): Promise<Board> =>
  body(client.GET('/api/v1/board', { params: { query: asQuery(search) }, signal }))

/** A further page of one column. */
export async function fetchColumn(filters: Search, stage: string, page: number, signal: AbortSignal): Promise<BoardColumn> {
  const answer = await board({ ...filters, stage, page: String(page), per_page: String(CARDS) }, signal)
  return answer.columns.find((column) => column.stage === stage) ?? (answer.columns[0] as BoardColumn)
}
