/** The list of tokens, and one of them, at their addresses. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { TokenDetail } from '@/features/people/token'
import { Tokens } from '@/features/people/tokens'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/people'
import { useMe } from './me'
import { NotFound } from './not-found'

addWords('people', words)
const list = getRouteApi('/admin/tokens')
const one = getRouteApi('/admin/tokens/$id')

export function TokensPage() {
  const filters = list.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  return (
    <Tokens
      filters={filters}
      onChange={(next) => void navigate({ to: '/admin/tokens', search: next })}
      onOpen={(id) => void navigate({ to: '/admin/tokens/$id', params: { id: String(id) } })}
      can={me.data?.can ?? []}
    />
  )
}

export function TokenPage() {
  const id = Number(one.useParams().id)
  const navigate = useNavigate()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return <TokenDetail key={id} id={id} onBack={() => void navigate({ to: '/admin/tokens', search: {} })} />
}
