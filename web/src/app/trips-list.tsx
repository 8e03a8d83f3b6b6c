/** The list of trips at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Filters } from '@/features/trips/filters'
import { Trips } from '@/features/trips/list'
import { useMe } from './me'
import { useSplit } from './split-search'
import './trips-words'

const route = getRouteApi('/trips')

export function TripsPage() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  const { filters, sort } = useSplit(search)
  const change = useCallback(
    (next: Filters, order: string | undefined) =>
      void navigate({ to: '/trips', search: { ...next, ...(order ? { sort: order } : {}) } }),
    [navigate],
  )
  const open = useCallback(
    (id: number) => void navigate({ to: '/trips/$id', params: { id: String(id) }, search: {} }),
    [navigate],
  )
  const add = useCallback(() => void navigate({ to: '/trips/new' }), [navigate])
  return (
    <Trips
      filters={filters}
      sort={sort}
      onChange={change}
      onOpen={open}
      onNew={me.data?.can.includes('trip.edit') ? add : undefined}
    />
  )
}
