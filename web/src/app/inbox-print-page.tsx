/** What waits on paper at its address, outside the frame. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { kindIn, tabIn } from '@/features/inbox/acts'
import { InboxPaper } from '@/features/inbox/paper'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/inbox'
import { useMe } from './me'

addWords('inbox', words)

const route = getRouteApi('/print/inbox')

export function InboxPrintPage() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  return (
    <InboxPaper
      tab={tabIn(search.tab)}
      kind={kindIn(search.kind)}
      by={me.data?.name ?? ''}
      onBack={() => void navigate({ to: '/inbox', search })}
    />
  )
}
