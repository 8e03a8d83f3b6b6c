/** Receptions at their address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { ReceptionFilters } from '@/features/trips/filters'
import { Receptions } from '@/features/trips/reception-list'
import { useMe } from './me'
import { useSplit } from './split-search'
import './trips-words'

const list = getRouteApi('/receptions')

export function ReceptionsPage() {
  const search = list.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  const { filters, sort } = useSplit(search)
  const change = useCallback(
    (next: ReceptionFilters, order: string | undefined) =>
      void navigate({ to: '/receptions', search: { ...next, ...(order ? { sort: order } : {}) } }),
    [navigate],
  )
  const add = useCallback(() => void navigate({ to: '/receptions/new' }), [navigate])
  return (
    <Receptions
      filters={filters}
      sort={sort}
      onChange={change}
      onOpen={(id) => void navigate({ to: '/receptions/$id', params: { id: String(id) } })}
      onNew={me.data?.can.includes('reception.edit') ? add : undefined}
    />
  )
}
