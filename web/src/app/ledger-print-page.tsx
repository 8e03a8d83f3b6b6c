/** The ledger on paper at its address, outside the frame: the filters are those of the list. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { LedgerPaper } from '@/features/projects/print'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { useMe } from './me'
import { useSplit } from './split-search'

addWords('projects', words)

const route = getRouteApi('/print/ledger')

export function LedgerPrintPage() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  const { filters, sort } = useSplit(search)
  return (
    <LedgerPaper
      filters={filters}
      sort={sort}
      by={me.data?.user?.name ?? ''}
      onBack={() => void navigate({ to: '/projects', search })}
    />
  )
}
