/** The form of a month at its address, outside the frame. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { MonthlyPaper } from '@/features/progress/monthly-paper'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/progress'
import { today } from '@/shared/dates'
import { useMe } from './me'

addWords('progress', words)

const route = getRouteApi('/print/monthly')

export function MonthlyPrintPage() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  const { month = today().slice(0, 7), ...filters } = search
  return (
    <MonthlyPaper
      month={month}
      filters={filters}
      by={me.data?.name ?? ''}
      onBack={() => void navigate({ to: '/monthly-reports', search })}
    />
  )
}
