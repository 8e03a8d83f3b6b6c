/** An extract of the audit log at its address, outside the frame: the filters are those of the list. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { JournalPaper } from '@/features/journal/paper'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/journal'
import { useMe } from './me'

addWords('journal', words)

const route = getRouteApi('/print/journal')

export function JournalPrintPage() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  return <JournalPaper filters={search} by={me.data?.name ?? ''} onBack={() => void navigate({ to: '/admin/journal', search })} />
}
