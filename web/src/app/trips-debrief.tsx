/** The debriefing of a trip at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Debrief } from '@/features/trips/debrief'
import { useMe } from './me'
import { NotFound } from './not-found'
import './trips-words'

const route = getRouteApi('/trips/$id/debrief')

export function DebriefPage() {
  const params = route.useParams()
  const id = Number(params.id)
  const navigate = useNavigate()
  const me = useMe()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  const user = me.data?.user
  return (
    <Debrief
      key={id}
      id={id}
      me={user ? { id: user.id, name: user.name } : undefined}
      onBack={() => void navigate({ to: '/trips/$id', params, search: {} })}
    />
  )
}
