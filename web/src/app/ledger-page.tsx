/** The ledger at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo } from 'react'
import { FILTERS, type Filters } from '@/features/projects/filters'
import { Ledger } from '@/features/projects/list'
import { WaysBy } from '@/features/projects/repairs'
import { only, stringifySearch } from '@/shared/filters'
import { useMe } from './me'
import { usePasting } from './pasting'
import { ProjectTools } from './project-tools'
import { useWays } from './repairs'
import { useSplit } from './split-search'

const route = getRouteApi('/projects')

export function LedgerPage() {
  const asked = route.useSearch()
  const search = useMemo(() => only(asked, [...FILTERS, 'sort'] as const), [asked])
  const navigate = useNavigate()
  // a command from elsewhere opens the form, once; a link to the list does not
  useEffect(() => {
    if (asked.make) void navigate({ to: '/projects', search, replace: true })
  }, [asked.make, navigate, search])
  const { filters, sort } = useSplit(search)
  const change = useCallback(
    (next: Filters, order: string | undefined) =>
      void navigate({ to: '/projects', search: { ...next, ...(order ? { sort: order } : {}) } }),
    [navigate],
  )
  // the way back, and on to the neighbours, goes along in the address
  const open = useCallback(
    (id: number, at?: number) => {
      const of = stringifySearch(search).replace(/^\?/, '')
      const place = at === undefined ? {} : { at: String(at), ...(of ? { of } : {}) }
      void navigate({ to: '/projects/$id', params: { id: String(id) }, search: place })
    },
    [navigate, search],
  )
  const can = useMe().data?.can ?? []
  const pasting = usePasting('projects', can)
  const ways = useWays()
  return (
    <WaysBy value={ways}>
      <Ledger
        filters={filters}
        sort={sort}
        onChange={change}
        onOpen={open}
        onPaste={pasting.onPaste}
        can={can}
        actions={<ProjectTools now="ledger" filters={filters} sort={sort} make={Boolean(asked.make)} onCreated={open} />}
      />
      {pasting.layer}
    </WaysBy>
  )
}
