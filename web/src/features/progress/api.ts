/** What the browser asks of monthly reports, milestones and pauses, and what it writes there. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { body, client, tagOf, withTag } from '@/api/client'
import type { components } from '@/api/schema'
import type { Search } from '@/shared/filters'
import type { Sending } from '@/shared/form/write-form'
import { whole } from '@/shared/list/whole'

export type Schemas = components['schemas']
export type Report = Schemas['MonthlyReport']
export type Period = Schemas['ReportPeriod']
export type Milestone = Schemas['MilestoneView']
export type Pause = Schemas['PauseView']
export type Entry = Schemas['StatisticsEntryView']
export type Restatement = Schemas['RestatementView']
export type YearPlan = Schemas['YearPlanView']

const header = ({ key, etag }: Sending) => ({ 'Idempotency-Key': key, 'If-Match': etag })
// the address holds texts exactly as the query takes them; the contract types lists and numbers apart
const asQuery = <T>(texts: object): T => texts as T

export const PER_PAGE = 200

export const monthlyQuery = (month: string, filters: Search) =>
  queryOptions({
    queryKey: ['progress', 'monthly', month, filters],
    queryFn: ({ signal }) => {
      const query = asQuery<{ month: string }>({ ...filters, month, per_page: PER_PAGE })
      return body(client.GET('/api/v1/monthly-reports', { params: { query }, signal }))
    },
  })

/** As many as one month has of a city. */
export const MOST_PRINTED = 1_000

export const printedMonth = (month: string, filters: Search) =>
  queryOptions({
    queryKey: ['progress', 'print', month, filters],
    queryFn: ({ signal }) =>
      whole((page) => {
        const query = asQuery<{ month: string }>({ ...filters, month, page, per_page: PER_PAGE })
        return body(client.GET('/api/v1/monthly-reports', { params: { query }, signal }))
      }, MOST_PRINTED),
  })

export const periodQuery = (month: string, filters: Search) =>
  queryOptions({
    queryKey: ['progress', 'period', month, filters],
    queryFn: ({ signal }) => {
      const query = asQuery<{ unit_id?: number[] }>(filters['unit_id'] ? { unit_id: filters['unit_id'] } : {})
      return body(client.GET('/api/v1/report-periods/{month}', { params: { path: { month }, query }, signal }))
    },
  })

export const periodsQuery = (filters: Search) =>
  queryOptions({
    queryKey: ['progress', 'periods', filters],
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/report-periods', { params: { query: asQuery<{ year?: number }>(filters) }, signal })),
  })

export const latesQuery = (filters: Search) =>
  queryOptions({
    queryKey: ['progress', 'lates', filters],
    queryFn: ({ signal }) => {
      const query = asQuery<{ year?: number }>({ ...filters, per_page: PER_PAGE })
      return body(client.GET('/api/v1/report-lates', { params: { query }, signal }))
    },
  })

export const latesSummary = (filters: Search) =>
  queryOptions({
    queryKey: ['progress', 'lates-summary', filters],
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/report-lates/summary', { params: { query: asQuery<{ year?: number }>(filters) }, signal })),
  })

export const historyQuery = (id: number) =>
  queryOptions({
    queryKey: ['progress', 'history', id],
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/projects/{id}/monthly-reports', { params: { path: { id }, query: { per_page: 24 } }, signal })),
  })

export const reportQuery = (id: number, month: string) =>
  queryOptions({
    queryKey: ['progress', 'report', id, month],
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/projects/{id}/monthly-reports/{month}', { params: { path: { id, month } }, signal })),
  })

/** The latest report of a project, for its sheet. */
export const latestQuery = (id: number) =>
  queryOptions({
    queryKey: ['progress', 'latest', id],
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/projects/{id}/monthly-reports', { params: { path: { id }, query: { per_page: 1 } }, signal })),
  })

const of = { params: (id: number) => ({ path: { id } }) }

export const milestonesQuery = (id: number) =>
  queryOptions({
    queryKey: ['progress', 'milestones', id],
    queryFn: ({ signal }) => body(client.GET('/api/v1/projects/{id}/milestones', { params: of.params(id), signal })),
  })

export const pausesQuery = (id: number) =>
  queryOptions({
    queryKey: ['progress', 'pauses', id],
    queryFn: ({ signal }) => body(client.GET('/api/v1/projects/{id}/pauses', { params: of.params(id), signal })),
  })

export const entriesQuery = (id: number) =>
  queryOptions({
    queryKey: ['progress', 'entries', id],
    queryFn: ({ signal }) => body(client.GET('/api/v1/projects/{id}/statistics-entries', { params: of.params(id), signal })),
  })

export const restatementsQuery = (id: number) =>
  queryOptions({
    queryKey: ['progress', 'restatements', id],
    queryFn: ({ signal }) => body(client.GET('/api/v1/projects/{id}/restatements', { params: of.params(id), signal })),
  })

export const yearPlanQuery = (id: number, year: number) =>
  queryOptions({
    queryKey: ['progress', 'year-plan', id, year],
    queryFn: ({ signal }) =>
      withTag(client.GET('/api/v1/projects/{id}/year-plans/{year}', { params: { path: { id, year } }, signal })),
  })

export const saveReport = (row: Report, input: Schemas['MonthlyReportInput'], version: number) =>
  body(
    client.PUT('/api/v1/projects/{id}/monthly-reports/{month}', {
      params: { path: { id: row.project_id, month: row.month }, header: { 'If-Match': tagOf({ version }) } },
      body: input,
    }),
  )

export const reportUnchanged = (month: string, project_ids: number[], key: string) =>
  body(
    client.POST('/api/v1/monthly-reports/unchanged', {
      params: { header: { 'Idempotency-Key': key } },
      body: { month, project_ids },
    }),
  )

type Rows = { project_id: number; version: number }[]

export const submitReports = (month: string, rows: Rows, key: string) =>
  body(
    client.POST('/api/v1/monthly-reports/submissions', {
      params: { header: { 'Idempotency-Key': key } },
      body: { month, rows },
    }),
  )

export const passReports = (month: string, rows: Rows, key: string) =>
  body(
    client.POST('/api/v1/monthly-reports/audits', {
      params: { header: { 'Idempotency-Key': key } },
      body: { month, rows, result: 'passed' },
    }),
  )

export const auditReport = (row: Report, input: Schemas['MonthlyAuditInput'], sending: Sending) =>
  body(
    client.POST('/api/v1/projects/{id}/monthly-reports/{month}/audits', {
      params: { path: { id: row.project_id, month: row.month }, header: header(sending) },
      body: input,
    }),
  )

export const recallReport = (row: Report, key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/monthly-reports/{month}/recalls', {
      params: { path: { id: row.project_id, month: row.month }, header: header({ key, etag: tagOf(row) }) },
    }),
  )

export const freezePeriod = (period: Period, key: string) =>
  body(
    client.POST('/api/v1/report-periods/{month}/freezes', {
      params: { path: { month: period.month }, header: header({ key, etag: tagOf(period) }) },
    }),
  )

export const restate = (id: number, input: Schemas['RestatementInput'], key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/restatements', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: { ...input, file_ids: input.file_ids ?? [] },
    }),
  )

export const decideRestatement = (id: number, part: number, input: Schemas['ProgressDecisionInput'], sending: Sending) =>
  body(
    client.POST('/api/v1/projects/{id}/restatements/{restatement_id}/decisions', {
      params: { path: { id, restatement_id: part }, header: header(sending) },
      body: input,
    }),
  )

export const putYearPlan = (id: number, year: number, input: Schemas['YearPlanInput'], etag: string) =>
  body(
    client.PUT('/api/v1/projects/{id}/year-plans/{year}', {
      params: { path: { id, year }, header: { 'If-Match': etag } },
      body: input,
    }),
  )

export const createMilestone = (id: number, input: Schemas['MilestoneInput'], key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/milestones', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: input,
    }),
  )

export const adoptMilestones = (id: number, items: readonly Schemas['OfferedMilestone'][], key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/milestones/batch', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: { items: [...items] },
    }),
  )

const part = (one: Milestone) => ({ id: one.project_id, milestone_id: one.id })

export const replaceMilestone = (one: Milestone, input: Schemas['MilestoneInput'], etag: string) =>
  body(
    client.PUT('/api/v1/projects/{id}/milestones/{milestone_id}', {
      params: { path: part(one), header: { 'If-Match': etag } },
      body: input,
    }),
  )

export const completeMilestone = (one: Milestone, input: Schemas['MilestoneDoneInput'], sending: Sending) =>
  body(
    client.POST('/api/v1/projects/{id}/milestones/{milestone_id}/completions', {
      params: { path: part(one), header: header(sending) },
      body: { ...input, file_ids: input.file_ids ?? [] },
    }),
  )

export const takeBackMilestone = (one: Milestone, reason: string, sending: Sending) =>
  body(
    client.POST('/api/v1/projects/{id}/milestones/{milestone_id}/reversals', {
      params: { path: part(one), header: header(sending) },
      body: { reason },
    }),
  )

export const withdrawMilestone = (one: Milestone, reason: string, sending: Sending) =>
  body(
    client.POST('/api/v1/projects/{id}/milestones/{milestone_id}/withdrawals', {
      params: { path: part(one), header: header(sending) },
      body: { reason },
    }),
  )

export const requestPause = (id: number, input: Schemas['PauseInput'], key: string) =>
  body(client.POST('/api/v1/projects/{id}/pauses', { params: { path: { id }, header: { 'Idempotency-Key': key } }, body: input }))

export const decidePause = (one: Pause, input: Schemas['ProgressDecisionInput'], sending: Sending) =>
  body(
    client.POST('/api/v1/projects/{id}/pauses/{pause_id}/decisions', {
      params: { path: { id: one.project_id, pause_id: one.id }, header: header(sending) },
      body: input,
    }),
  )

export const endPause = (one: Pause, input: Schemas['PauseEndInput'], sending: Sending) =>
  body(
    client.POST('/api/v1/projects/{id}/pauses/{pause_id}/ends', {
      params: { path: { id: one.project_id, pause_id: one.id }, header: header(sending) },
      body: input,
    }),
  )

export const recordEntry = (id: number, input: Schemas['StatisticsEntryInput'], key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/statistics-entries', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: input,
    }),
  )

export const withdrawEntry = (one: Entry, reason: string, sending: Sending) =>
  body(
    client.POST('/api/v1/projects/{id}/statistics-entries/{entry_id}/withdrawals', {
      params: { path: { id: one.project_id, entry_id: one.id }, header: header(sending) },
      body: { reason },
    }),
  )

/** After a write: reports, what waits, and what a project tells of itself are asked anew. */
export async function written(queries: QueryClient): Promise<void> {
  await Promise.all([['progress'], ['inbox'], ['projects']].map((queryKey) => queries.invalidateQueries({ queryKey })))
}
