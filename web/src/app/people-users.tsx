/** The list of people, and one of them, at their addresses. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { UserDetail } from '@/features/people/user'
import { Users } from '@/features/people/users'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/people'
import { useMe } from './me'
import { NotFound } from './not-found'

addWords('people', words)
const list = getRouteApi('/admin/users')
const one = getRouteApi('/admin/users/$id')

export function UsersPage() {
  const filters = list.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  return (
    <Users
      filters={filters}
      onChange={(next) => void navigate({ to: '/admin/users', search: next })}
      onOpen={(id) => void navigate({ to: '/admin/users/$id', params: { id: String(id) } })}
      can={me.data?.can ?? []}
    />
  )
}

export function UserPage() {
  const id = Number(one.useParams().id)
  const navigate = useNavigate()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return <UserDetail key={id} id={id} onBack={() => void navigate({ to: '/admin/users', search: {} })} />
}
