/** On the road, at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Road } from '@/features/trips/road'
import { useMe } from './me'
import { NotFound } from './not-found'
import './trips-words'

const route = getRouteApi('/trips/$id/road')

export function RoadPage() {
  const params = route.useParams()
  const id = Number(params.id)
  const navigate = useNavigate()
  const me = useMe()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return (
    <Road
      key={id}
      id={id}
      mayUpload={me.data?.can.includes('file.upload') === true}
      onBack={() => void navigate({ to: '/trips/$id', params, search: {} })}
    />
  )
}
