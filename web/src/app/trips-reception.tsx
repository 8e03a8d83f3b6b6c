/** A reception at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ReceptionDetail } from '@/features/trips/reception-detail'
import { NotFound } from './not-found'
import { TripsFrame } from './trips-frame'

const one = getRouteApi('/receptions/$id')

export function ReceptionPage() {
  const params = one.useParams()
  const id = Number(params.id)
  const navigate = useNavigate()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return (
    <TripsFrame>
      <ReceptionDetail
        key={id}
        id={id}
        onBack={() => void navigate({ to: '/receptions', search: {} })}
        onEdit={() => void navigate({ to: '/receptions/$id/edit', params })}
        onPrint={() => void navigate({ to: '/print/reception/$id', params })}
      />
    </TripsFrame>
  )
}
