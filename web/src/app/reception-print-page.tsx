/** The programme of a reception on paper at its address, outside the frame. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ReceptionPaper } from '@/features/trips/reception-paper'
import { useMe } from './me'
import { NotFound } from './not-found'
import './trips-words'

const route = getRouteApi('/print/reception/$id')

export function ReceptionPrintPage() {
  const params = route.useParams()
  const id = Number(params.id)
  const navigate = useNavigate()
  const me = useMe()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return <ReceptionPaper id={id} by={me.data?.name ?? ''} onBack={() => void navigate({ to: '/receptions/$id', params })} />
}
