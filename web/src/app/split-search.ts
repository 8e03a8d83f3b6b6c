import { useMemo } from 'react'

/** Order and filters of an address: the same objects while the address stays, so that nothing is asked twice. */
export function useSplit<Search extends { sort?: string }>(
  search: Search,
): { filters: Omit<Search, 'sort'>; sort: string | undefined } {
  return useMemo(() => {
    const { sort, ...filters } = search
    return { filters, sort }
  }, [search])
}
