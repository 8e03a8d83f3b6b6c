/** The tree of units at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Units } from '@/features/people/units'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/people'
import { useMe } from './me'

addWords('people', words)
const route = getRouteApi('/admin/units')

export function UnitsPage() {
  const filters = route.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  return (
    <Units filters={filters} onChange={(next) => void navigate({ to: '/admin/units', search: next })} can={me.data?.can ?? []} />
  )
}
