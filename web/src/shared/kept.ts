/** The preferences of a person as the server keeps them, so that they are there at the next machine too. */
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { client, withTag } from '@/api/client'
import { ApiError } from '@/api/errors'
import type { components } from '@/api/schema'
import { adopt, keepWith } from './preferences'

type Input = components['schemas']['PreferencesInput']
type Change = (input: Input) => Input
const key = ['preferences']
/** Widths are drawn pixel by pixel: sent when the hand rests. */
const SETTLE_MS = 800

export const preferencesQuery = queryOptions({
  queryKey: key,
  queryFn: ({ signal }) => withTag(client.GET('/api/v1/me/preferences', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
})

/** What was changed and not yet kept, in order. */
let pending: Change[] = []
let timer: ReturnType<typeof setTimeout> | undefined
let sending: Promise<void> = Promise.resolve()
let busy = false

async function save(queries: QueryClient, change: Change, again = true): Promise<void> {
  const { data, etag } = await queries.fetchQuery(preferencesQuery)
  const { text_size, single_keys, menu_collapsed, lists, last_export_template } = data
  const input = change({ text_size, single_keys, menu_collapsed, lists, last_export_template })
  try {
    const kept = await withTag(client.PUT('/api/v1/me/preferences', { params: { header: { 'If-Match': etag } }, body: input }))
    queries.setQueryData(key, kept)
  } catch (error) {
    // another window of the same person was faster: the change is small and made once more over the newer ones
    if (!again || !(error instanceof ApiError) || error.status !== 412) throw error
    await queries.invalidateQueries({ queryKey: key, refetchType: 'none' })
    await save(queries, change, false)
  }
}

async function flush(queries: QueryClient): Promise<void> {
  const changes = pending
  if (changes.length === 0) return
  pending = []
  busy = true
  try {
    await save(queries, (input) => changes.reduce((old, change) => change(old), input))
  } catch (error) {
    // a preference that is not kept costs a look, not work: what found no server goes with the next change
    if (!(error instanceof ApiError) || error.status === 0 || error.status >= 500) pending = [...changes, ...pending]
  } finally {
    busy = false
  }
}

/** Keeps a change, together with those that wait and one sending after the other. */
export function keep(queries: QueryClient, change: Change, afterMs = SETTLE_MS): void {
  pending.push(change)
  clearTimeout(timer)
  timer = setTimeout(() => {
    sending = sending.then(() => flush(queries))
  }, afterMs)
}

/** The settings follow the server while somebody is signed in, and what is chosen goes to it. */
export function useKeptSettings(): void {
  const queries = useQueryClient()
  const kept = useQuery(preferencesQuery).data
  useEffect(() => {
    if (kept && pending.length === 0 && !busy) adopt(kept.data)
  }, [kept])
  useEffect(() => {
    keepWith((change) => keep(queries, (input) => ({ ...input, ...change }), 0))
    return () => {
      // the next person's preferences are his own
      keepWith(null)
      clearTimeout(timer)
      pending = []
    }
  }, [queries])
}

/** Which template a list was exported with last, and how to remember another; 0 is the usual columns. */
export function useLastTemplate(list: string): [number, (id: number) => void] {
  const queries = useQueryClient()
  const kept = useQuery(preferencesQuery).data
  const set = useCallback(
    (id: number) => {
      const change = <T extends Pick<Input, 'last_export_template'>>(old: T): T => {
        const { [list]: _, ...others } = old.last_export_template
        return { ...old, last_export_template: id ? { ...others, [list]: id } : others }
      }
      queries.setQueryData(preferencesQuery.queryKey, (old) => (old ? { ...old, data: change(old.data) } : old))
      keep(queries, change, 0)
    },
    [queries, list],
  )
  return [kept?.data.last_export_template[list] ?? 0, set]
}
