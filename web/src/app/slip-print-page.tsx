/** A slip on paper at its address, outside the frame. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { SlipPaper } from '@/features/supervision/paper'
import { useMe } from './me'
import { NotFound } from './not-found'
import './slips-frame'

const route = getRouteApi('/print/slip/$id')

export function SlipPrintPage() {
  const params = route.useParams()
  const id = Number(params.id)
  const navigate = useNavigate()
  const me = useMe()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return <SlipPaper id={id} by={me.data?.name ?? ''} onBack={() => void navigate({ to: '/slips/$id', params })} />
}
