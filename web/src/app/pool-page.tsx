/** The shared pool at its addresses. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Pool, PoolDetail } from '@/features/claims/pool'
import { ClaimsGo, ClaimsNav } from './claims-nav'
import { NotFound } from './not-found'
import { useSplit } from './split-search'

const list = getRouteApi('/pool')
const one = getRouteApi('/pool/$id')

export function PoolPage() {
  const search = list.useSearch()
  const navigate = useNavigate()
  const { filters, sort } = useSplit(search)
  return (
    <Pool
      filters={filters}
      sort={sort}
      onChange={(next, order) => void navigate({ to: '/pool', search: { ...next, ...(order ? { sort: order } : {}) } })}
      onOpen={(id) => void navigate({ to: '/pool/$id', params: { id: String(id) } })}
      actions={<ClaimsNav />}
    />
  )
}

export function PoolItemPage() {
  const id = Number(one.useParams().id)
  const navigate = useNavigate()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return (
    <PoolDetail
      key={id}
      id={id}
      go={ClaimsGo}
      onBack={() => void navigate({ to: '/pool' })}
      onPicked={(claim) => void navigate({ to: '/claims/$id', params: { id: String(claim) } })}
    />
  )
}
