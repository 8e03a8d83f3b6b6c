/**
 * What the browser asks of the audit log. The API reads it forwards by number only; an auditor wants the newest first and
 * a span of days, so numbers are walked backwards in steps, and the number at which a day begins is found by halving.
 */
import { infiniteQueryOptions } from '@tanstack/react-query'
import { body, client } from '@/api/client'
import type { components, operations } from '@/api/schema'
import { instant } from '@/shared/dates'
import type { Filters } from './filters'

export type Entry = operations['list_journal']['responses'][200]['content']['application/json']['items'][number]
export type Report = components['schemas']['JournalReport']
type Query = NonNullable<operations['list_journal']['parameters']['query']>

const WANTED = 100
const MOST = 1000
const FIRST_STEP = 200

const read = (query: Query, signal: AbortSignal) => body(client.GET('/api/v1/journal', { params: { query }, signal }))

/** Of the filters what the API knows. */
function asQuery({ actor_id, subject_kind, subject_id, event }: Filters): Query {
  return { actor_id, subject_kind, subject_id, event } as unknown as Query
}

/** The first entry behind a number, whoever wrote it. */
const behind = async (after: number, signal: AbortSignal) => (await read({ after, limit: 1 }, signal)).items[0]

/** The number of the newest entry. Numbers may have gaps, so the count is where looking begins, not the answer. */
async function newest(signal: AbortSignal): Promise<number> {
  let last = (await read({ after: 0, limit: 1 }, signal)).total
  for (;;) {
    const next = (await read({ after: last, limit: MOST }, signal)).items
    const found = next.at(-1)?.id
    if (found === undefined) return last
    last = found
  }
}

/** The number of the last entry before a day of Shanghai begins. */
export async function lastBefore(day: string, top: number, signal: AbortSignal): Promise<number> {
  let low = 0
  let high = top
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const entry = await behind(middle, signal)
    if (entry && entry.id <= high && instant(entry.at).slice(0, 10) < day) low = entry.id
    else high = middle
  }
  return low
}

type Place = { high: number; low: number; step: number }

/** Entries up to a number, newest first, at least [WANTED] of them if there are that many above the lowest. */
async function backwards(filters: Filters, from: Place, signal: AbortSignal) {
  let { high, step } = from
  const found: Entry[] = []
  let total = 0
  while (high > from.low && found.length < WANTED) {
    const after = Math.max(from.low, high - step)
    const answer = await read({ ...asQuery(filters), after, limit: MOST }, signal)
    total = answer.total
    const within = answer.items.filter((entry) => entry.id <= high)
    if (within.length === MOST && (within.at(-1)?.id ?? high) < high) {
      // more in this step than one answer holds: a smaller one
      step = Math.max(1, Math.floor(step / 4))
      continue
    }
    found.push(...within.toReversed())
    high = after
    step *= 4
  }
  return { entries: found, total, next: high > from.low ? { high, low: from.low, step: Math.max(FIRST_STEP, step / 4) } : null }
}

export const journalQuery = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ['journal', 'list', filters],
    initialPageParam: null as Place | null,
    queryFn: async ({ pageParam, signal }) => {
      if (pageParam) return backwards(filters, pageParam, signal)
      const top = await newest(signal)
      const until = filters['at.lt']
      const from = filters['at.gte']
      const high = until ? await lastBefore(until, top, signal) : top
      const low = from ? await lastBefore(from, top, signal) : 0
      return backwards(filters, { high, low, step: FIRST_STEP }, signal)
    },
    getNextPageParam: (page) => page.next,
  })

export const verify = (key: string) =>
  body(client.POST('/api/v1/journal/verifications', { params: { header: { 'Idempotency-Key': key } } }))
