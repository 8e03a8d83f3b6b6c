/** Names of what an enterprise holds only as a number or a code: units, people, divisions, industries. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { body, client } from '@/api/client'
import type { Choice } from '@/shared/pick/remote-select'

const LONG_MS = 300_000

/** All units, a page of the API after the other. */
const unitsQuery = queryOptions({
  queryKey: ['enterprises', 'units'],
  staleTime: LONG_MS,
  queryFn: async ({ signal }) => {
    const names = new Map<number, string>()
    for (let page = 1; ; page += 1) {
      const found = await body(client.GET('/api/v1/units', { params: { query: { page, per_page: 200 } }, signal }))
      for (const unit of found.items) names.set(unit.id, unit.short_name || unit.name)
      if (found.items.length === 0 || names.size >= found.total) return names
    }
  },
})

const NONE: ReadonlyMap<number, string> = new Map()
export function useUnitNames(): ReadonlyMap<number, string> {
  return useQuery(unitsQuery).data ?? NONE
}

export const divisionQuery = (code: string | null | undefined) =>
  queryOptions({
    queryKey: ['enterprises', 'division', code],
    staleTime: LONG_MS,
    enabled: Boolean(code),
    queryFn: async ({ signal }): Promise<Choice<string> | null> => {
      const query = { q: code ?? '' }
      const found = await body(client.GET('/api/v1/code-lists/divisions', { params: { query }, signal }))
      const one = found.items.find((division) => division.code === code)
      return one ? { id: one.code, name: one.full_name } : null
    },
  })

export const industryQuery = (code: string | null | undefined) =>
  queryOptions({
    queryKey: ['enterprises', 'industry', code],
    staleTime: LONG_MS,
    enabled: Boolean(code),
    queryFn: async ({ signal }): Promise<Choice<string> | null> => {
      const query = { q: code ?? '' }
      const found = await body(client.GET('/api/v1/code-lists/industries', { params: { query }, signal }))
      const one = found.items.find((industry) => industry.code === code)
      return one ? { id: one.code, name: `${one.code} ${one.name}` } : null
    },
  })

export function PersonName({ id }: { id: number | null | undefined }) {
  const person = useQuery({
    queryKey: ['enterprises', 'person', id],
    staleTime: LONG_MS,
    enabled: id != null,
    queryFn: ({ signal }) => body(client.GET('/api/v1/users/{id}', { params: { path: { id: id ?? 0 } }, signal })),
  })
  return <>{person.data ? person.data.name : '—'}</>
}
