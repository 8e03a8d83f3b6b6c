/** How a person likes lists to look: kept on the server, so that it is there at the next machine too. */
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { body, client, withTag } from '@/api/client'
import { ApiError } from '@/api/errors'
import type { components } from '@/api/schema'

type Input = components['schemas']['PreferencesInput']
export type ListPreference = components['schemas']['ListPreference']
const SETTLE_MS = 800
const key = ['preferences']

const preferences = queryOptions({
  queryKey: key,
  queryFn: ({ signal }) => withTag(client.GET('/api/v1/me/preferences', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
})

let timer: ReturnType<typeof setTimeout> | undefined

async function save(queries: QueryClient, change: (input: Input) => Input, again = true): Promise<void> {
  const { data, etag } = await queries.fetchQuery(preferences)
  const { text_size, single_keys, menu_collapsed, lists, last_export_template } = data
  const input = change({ text_size, single_keys, menu_collapsed, lists, last_export_template })
  try {
    const kept = await withTag(client.PUT('/api/v1/me/preferences', { params: { header: { 'If-Match': etag } }, body: input }))
    queries.setQueryData(key, kept)
  } catch (error) {
    // another window of the same person was faster: the change is small and made once more over the newer ones
    if (!again || !(error instanceof ApiError) || error.status !== 412) throw error
    await queries.invalidateQueries({ queryKey: key })
    await save(queries, change, false)
  }
}

/** What is kept for one list, and how to change it: seen at once, sent when the hand rests. */
export function useListPreference(list: string): [ListPreference | undefined, (next: ListPreference) => void] {
  const queries = useQueryClient()
  const kept = useQuery(preferences).data
  const set = useCallback(
    (next: ListPreference) => {
      queries.setQueryData(preferences.queryKey, (old) =>
        old ? { ...old, data: { ...old.data, lists: { ...old.data.lists, [list]: next } } } : old,
      )
      clearTimeout(timer)
      timer = setTimeout(
        // a preference that is not kept costs a look, not work: the next change tries again
        () => void save(queries, (input) => ({ ...input, lists: { ...input.lists, [list]: next } })).catch(() => undefined),
        SETTLE_MS,
      )
    },
    [queries, list],
  )
  return [kept?.data.lists[list], set]
}

export const viewsQuery = (list: string) =>
  queryOptions({
    queryKey: ['saved-views', list],
    queryFn: ({ signal }) => body(client.GET('/api/v1/saved-views', { params: { query: { list } }, signal })),
  })
