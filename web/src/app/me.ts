/** Who is signed in and what he may do at all; the menu and the home page are drawn from it. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { body, client } from '@/api/client'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => body(client.GET('/api/v1/me', { signal })),
  staleTime: 60_000,
})

export function useMe() {
  return useQuery(meQuery)
}
