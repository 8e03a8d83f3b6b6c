/** First claims at their addresses. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ClaimDetail } from '@/features/claims/detail'
import { Claims } from '@/features/claims/list'
import { Register } from '@/features/claims/register'
import { ClaimsGo, ClaimsNav, ClaimsNew } from './claims-nav'
import { NotFound } from './not-found'
import { useSplit } from './split-search'

const list = getRouteApi('/claims')
const fresh = getRouteApi('/claims/new')
const one = getRouteApi('/claims/$id')

export function ClaimsPage() {
  const navigate = useNavigate()
  const { filters, sort } = useSplit(list.useSearch())
  return (
    <Claims
      filters={filters}
      sort={sort}
      onChange={(next, order) => void navigate({ to: '/claims', search: { ...next, ...(order ? { sort: order } : {}) } })}
      onOpen={(id) => void navigate({ to: '/claims/$id', params: { id: String(id) } })}
      actions={<ClaimsNav />}
      create={<ClaimsNew />}
    />
  )
}

export function ClaimRegisterPage() {
  const { investor } = fresh.useSearch()
  const navigate = useNavigate()
  return (
    <Register
      investor={investor}
      onDone={(id) => void navigate({ to: '/claims/$id', params: { id: String(id) } })}
      onBack={() => void navigate({ to: '/claims' })}
    />
  )
}

export function ClaimPage() {
  const id = Number(one.useParams().id)
  const navigate = useNavigate()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return (
    <ClaimDetail
      key={id}
      id={id}
      go={ClaimsGo}
      onBack={() => void navigate({ to: '/claims' })}
      onPrint={(form) => void navigate({ to: '/print/claim/$id', params: { id: String(id) }, search: { form } })}
    />
  )
}
