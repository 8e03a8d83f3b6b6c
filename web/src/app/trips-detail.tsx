/** One trip at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { TripDetail } from '@/features/trips/detail'
import { queueOf } from '@/features/trips/road-forms'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/trips'
import { Unsent } from '@/shared/ui/unsent'
import { useCopyTo } from './copy-to'
import { NotFound } from './not-found'

addWords('trips', words)
const route = getRouteApi('/trips/$id')

export function TripPage() {
  const params = route.useParams()
  const id = Number(params.id)
  const { tab } = route.useSearch()
  const navigate = useNavigate()
  const copy = useCopyTo()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return (
    <TripDetail
      key={id}
      id={id}
      tab={tab}
      onTab={(next) => void navigate({ to: '/trips/$id', params, search: { tab: next }, replace: true })}
      onBack={() => void navigate({ to: '/trips', search: {} })}
      onGo={(where) => void navigate({ to: `/trips/$id/${where}`, params })}
      onPrint={() => void navigate({ to: '/print/trip/$id', params })}
      onCopy={copy ? (view) => copy({ resource: 'trip', resource_id: view.id, name: view.purpose }) : undefined}
      onProject={(project) => void navigate({ to: '/projects/$id', params: { id: String(project) }, search: {} })}
      notice={<Unsent of={queueOf({ id })} onCorrect={() => void navigate({ to: '/trips/$id/road', params })} />}
    />
  )
}
