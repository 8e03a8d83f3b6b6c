/** The ledger at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Filters } from '@/features/projects/api'
import { Ledger } from '@/features/projects/list'
import { useMe } from './me'
import { ViewSwitch } from './view-switch'

const route = getRouteApi('/projects')

export function LedgerPage() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  const { filters, sort } = useMemo(() => {
    const { sort, ...filters } = search
    return { filters: filters as Filters, sort }
  }, [search])
  const change = useCallback(
    (next: Filters, order: string | undefined) =>
      void navigate({ to: '/projects', search: { ...next, ...(order ? { sort: order } : {}) } }),
    [navigate],
  )
  const open = useCallback(
    (id: number) => void navigate({ to: '/projects/$id', params: { id: String(id) }, search: {} }),
    [navigate],
  )
  const switcher = me.data?.can.includes('lifecycle.read') ? <ViewSwitch now="ledger" filters={filters} /> : null
  return <Ledger filters={filters} sort={sort} onChange={change} onOpen={open} actions={switcher} />
}
