/** What the browser asks of the working calendar. */
import { queryOptions } from '@tanstack/react-query'
import { body, client, withTag } from '@/api/client'
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type Day = Schemas['CalendarDay']
export type DayInput = Schemas['CalendarDayInput']
export type Year = Schemas['CalendarYear']
export type YearInput = Schemas['CalendarYearInput']
export type Deadline = Schemas['Deadline']

export const yearQuery = (year: number) =>
  queryOptions({
    queryKey: ['calendar', year],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/calendar/years/{year}', { params: { path: { year } }, signal })),
  })

export const putDay = (on: string, input: DayInput, etag: string) =>
  body(client.PUT('/api/v1/calendar/days/{date}', { params: { path: { date: on }, header: { 'If-Match': etag } }, body: input }))

export const putYear = (year: number, input: YearInput, etag: string) =>
  body(client.PUT('/api/v1/calendar/years/{year}', { params: { path: { year }, header: { 'If-Match': etag } }, body: input }))

export type Question =
  | { received_on: string; working_days: number; pauses: string[] }
  | { planned_on: string; time: string | undefined }

export const deadlineOf = (question: Question): Promise<Deadline> => {
  const query =
    'received_on' in question
      ? {
          received_on: question.received_on,
          working_days: question.working_days,
          ...(question.pauses.length > 0 ? { pauses: question.pauses } : {}),
        }
      : { planned_on: question.planned_on, ...(question.time ? { time: question.time } : {}) }
  return body(client.GET('/api/v1/calendar/deadline', { params: { query } }))
}
