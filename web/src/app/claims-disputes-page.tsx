/** Objections and transfers at their addresses. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ObjectionDetail, ObjectionList } from '@/features/claims/objections'
import { TransferDetail, TransferList } from '@/features/claims/transfers'
import { ClaimsGo, ClaimsNav } from './claims-nav'
import { NotFound } from './not-found'
import { useSplit } from './split-search'

const objections = getRouteApi('/claims/objections')
const objection = getRouteApi('/claims/objections/$id')
const transfers = getRouteApi('/claims/transfers')
const transfer = getRouteApi('/claims/transfers/$id')

export function ObjectionsPage() {
  const search = objections.useSearch()
  const navigate = useNavigate()
  const { filters, sort } = useSplit(search)
  return (
    <ObjectionList
      filters={filters}
      sort={sort}
      onChange={(next, order) =>
        void navigate({ to: '/claims/objections', search: { ...next, ...(order ? { sort: order } : {}) } })
      }
      onOpen={(id) => void navigate({ to: '/claims/objections/$id', params: { id: String(id) } })}
      actions={<ClaimsNav />}
    />
  )
}

export function ObjectionPage() {
  const id = Number(objection.useParams().id)
  const navigate = useNavigate()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  const back = () => void navigate({ to: '/claims/objections', search: { state: 'open' } })
  return <ObjectionDetail key={id} id={id} go={ClaimsGo} onBack={back} />
}

export function TransfersPage() {
  const filters = transfers.useSearch()
  const navigate = useNavigate()
  return (
    <TransferList
      filters={filters}
      onChange={(search) => void navigate({ to: '/claims/transfers', search })}
      onOpen={(id) => void navigate({ to: '/claims/transfers/$id', params: { id: String(id) } })}
      actions={<ClaimsNav />}
    />
  )
}

export function TransferPage() {
  const id = Number(transfer.useParams().id)
  const navigate = useNavigate()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  const back = () => void navigate({ to: '/claims/transfers', search: { state: 'open' } })
  return <TransferDetail key={id} id={id} go={ClaimsGo} onBack={back} />
}
