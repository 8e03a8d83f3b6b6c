/** One trip at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { TripDetail } from '@/features/trips/detail'
import { queueOf } from '@/features/trips/drafts'
import { Unsent } from '@/shared/ui/unsent'
import { useCopyTo } from './copy-to'
import { NotFound } from './not-found'
import { TripsFrame } from './trips-frame'

const route = getRouteApi('/trips/$id')

export function TripPage() {
  const params = route.useParams()
  const id = Number(params.id)
  const { tab } = route.useSearch()
  const navigate = useNavigate()
  const copy = useCopyTo()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return (
    <TripsFrame>
      <TripDetail
        key={id}
        id={id}
        tab={tab}
        onTab={(next) => void navigate({ to: '/trips/$id', params, search: { tab: next }, replace: true })}
        onBack={() => void navigate({ to: '/trips', search: {} })}
        onGo={(where) => void navigate({ to: `/trips/$id/${where}`, params })}
        onPrint={(what) => void navigate({ to: what === 'plan' ? '/print/trip/$id' : '/print/trip/$id/report', params })}
        onCopy={copy ? (view) => copy({ resource: 'trip', resource_id: view.id, name: view.purpose }) : undefined}
        notice={<Unsent of={queueOf({ id })} onCorrect={() => void navigate({ to: '/trips/$id/road', params })} />}
      />
    </TripsFrame>
  )
}
