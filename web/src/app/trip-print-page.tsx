/** The plan of a trip on paper at its address, outside the frame. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { TripPaper } from '@/features/trips/paper'
import { useMe } from './me'
import { NotFound } from './not-found'
import './trips-words'

const route = getRouteApi('/print/trip/$id')

export function TripPrintPage() {
  const params = route.useParams()
  const id = Number(params.id)
  const navigate = useNavigate()
  const me = useMe()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return <TripPaper id={id} by={me.data?.name ?? ''} onBack={() => void navigate({ to: '/trips/$id', params, search: {} })} />
}
