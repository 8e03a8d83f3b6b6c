/** Where one lands: what waits, for those who have an inbox; else the first entry of the own menu. */
import { Navigate } from '@tanstack/react-router'
import { useNarrow } from '@/shared/narrow'
import { useMe } from './me'
import { landingFor } from './menu'
import { NoRole } from './no-role'
import { NotFound } from './not-found'

export function Home() {
  const me = useMe()
  const narrow = useNarrow()
  if (!me.data) return null
  const first = landingFor(me.data.can, narrow)
  // what everybody may read is no work: whoever has nothing else is told so
  if (first?.to === '/api-docs' && me.data.roles.length === 0) return <NoRole />
  return first ? <Navigate to={first.to} replace /> : <NotFound />
}
