/** The audit log at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Journal } from '@/features/journal/list'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/journal'

addWords('journal', words)
const route = getRouteApi('/admin/journal')

export function JournalPage() {
  const filters = route.useSearch()
  const navigate = useNavigate()
  return (
    <Journal
      filters={filters}
      onChange={(next) => void navigate({ to: '/admin/journal', search: next })}
      onPrint={() => void navigate({ to: '/print/journal', search: filters })}
    />
  )
}
