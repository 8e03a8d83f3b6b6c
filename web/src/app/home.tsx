/** Where one lands: what waits, for those who have an inbox; else the first entry of the own menu. */
import { Navigate } from '@tanstack/react-router'
import { useNarrow } from '@/shared/narrow'
import { useMe } from './me'
import { landingFor } from './menu'
import { NotFound } from './not-found'

export function Home() {
  const me = useMe()
  const narrow = useNarrow()
  if (!me.data) return null
  const first = landingFor(me.data.can, narrow)
  return first ? <Navigate to={first.to} replace /> : <NotFound />
}
