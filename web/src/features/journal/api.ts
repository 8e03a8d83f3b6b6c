/** What the browser asks of the audit log: the newest first, on and on behind the last number. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { body, client } from '@/api/client'
import type { components, operations } from '@/api/schema'
import { startOfDay } from '@/shared/dates'
import type { Filters } from './filters'

export type Entry = operations['list_journal']['responses'][200]['content']['application/json']['items'][number]
export type Report = components['schemas']['JournalReport']
type Query = NonNullable<operations['list_journal']['parameters']['query']>

const WANTED = 100
export const NEWEST = '-id'

/** The filters as the API takes them: days stand in the address, the log is kept by instants. */
export function conditionsOf(filters: Filters): Record<string, string> {
  const entries = Object.entries(filters).map(([name, value]) => [name, name.startsWith('at.') ? startOfDay(value) : value])
  return Object.fromEntries(entries)
}

/** Entries and how many there are in all; `total` counts what is still to be read, so the first answer has the whole. */
export const journalQuery = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ['journal', 'list', filters],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam, signal }) => {
      const query = { ...conditionsOf(filters), sort: NEWEST, limit: WANTED, ...(pageParam ? { after: pageParam } : {}) }
      return body(client.GET('/api/v1/journal', { params: { query: query as unknown as Query }, signal }))
    },
    getNextPageParam: (page) => (page.total > page.items.length ? page.items.at(-1)?.id : undefined),
  })

type Word = components['schemas']['JournalWord']

/** What the log can say, for a choice among it; it changes with a release only. */
export const wordsQuery = queryOptions({
  queryKey: ['journal', 'words'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => body(client.GET('/api/v1/journal/words', { signal })),
  select: ({ events, subject_kinds }): Words => ({ events: byCode(events), kinds: byCode(subject_kinds) }),
})
export type Words = Record<'events' | 'kinds', Record<string, string>>
const byCode = (words: readonly Word[]) => Object.fromEntries(words.map(({ code, title }) => [code, title]))

/** As many as the API gives at once; a longer extract is an export. */
export const MOST_PRINTED = 1_000

export const printedJournal = (filters: Filters) =>
  queryOptions({
    queryKey: ['journal', 'print', filters],
    queryFn: ({ signal }) => {
      const query = { ...conditionsOf(filters), sort: NEWEST, limit: MOST_PRINTED }
      return body(client.GET('/api/v1/journal', { params: { query: query as unknown as Query }, signal }))
    },
  })

export const verify = (key: string) =>
  body(client.POST('/api/v1/journal/verifications', { params: { header: { 'Idempotency-Key': key } } }))
