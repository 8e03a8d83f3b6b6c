/** Where one lands: what waits, for those who have an inbox; else the first entry of the own menu. */
import { Navigate } from '@tanstack/react-router'
import { useMe } from './me'
import { menuFor } from './menu'
import { NotFound } from './not-found'

export function Home() {
  const me = useMe()
  if (!me.data) return null
  const first = menuFor(me.data.can)[0]
  return first ? <Navigate to={first.to} replace /> : <NotFound />
}
