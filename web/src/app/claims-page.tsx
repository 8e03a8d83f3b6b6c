/** First claims at their addresses. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ClaimDetail } from '@/features/claims/detail'
import { Claims } from '@/features/claims/list'
import { Register } from '@/features/claims/register'
import { ClaimsGo, ClaimsNav, ClaimsNew } from './claims-nav'
import { NotFound } from './not-found'

const list = getRouteApi('/claims')
const fresh = getRouteApi('/claims/new')
const one = getRouteApi('/claims/$id')

export function ClaimsPage() {
  const filters = list.useSearch()
  const navigate = useNavigate()
  return (
    <Claims
      filters={filters}
      onChange={(search) => void navigate({ to: '/claims', search })}
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
