/** The filters of a list as the API says them, with what there would be without each. */
import { useQuery } from '@tanstack/react-query'
import { body, client } from '@/api/client'
import { type Search, stringifySearch } from '../filters'

const conditionsQuery = (list: string, filters: Search, counts: boolean) => ({
  queryKey: ['list-conditions', list, filters, counts],
  queryFn: ({ signal }: { signal: AbortSignal }) => {
    const filter = stringifySearch(filters).replace(/^\?/, '')
    const query = { list, ...(filter ? { filter } : {}), ...(counts ? { counts } : {}) }
    return body(client.GET('/api/v1/list-conditions', { params: { query }, signal }))
  },
})

/** The filters of a list in the words of the API. */
export const useConditions = (list: string | undefined, filters: Search, counts = false) =>
  useQuery({ ...conditionsQuery(list ?? '', filters, counts), enabled: list !== undefined && Object.keys(filters).length > 0 })
