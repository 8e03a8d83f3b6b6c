/** How a person likes a list to look: columns, widths, density, order. Kept on the server with the other preferences. */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { body, client } from '@/api/client'
import type { components } from '@/api/schema'
import { keep, preferencesQuery } from '../kept'

export type ListPreference = components['schemas']['ListPreference']

/** What is kept for one list, and how to change it: seen at once, sent when the hand rests. */
export function useListPreference(list: string): [ListPreference | undefined, (next: ListPreference) => void] {
  const queries = useQueryClient()
  const kept = useQuery(preferencesQuery).data
  const set = useCallback(
    (next: ListPreference) => {
      queries.setQueryData(preferencesQuery.queryKey, (old) =>
        old ? { ...old, data: { ...old.data, lists: { ...old.data.lists, [list]: next } } } : old,
      )
      keep(queries, (input) => ({ ...input, lists: { ...input.lists, [list]: next } }))
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
