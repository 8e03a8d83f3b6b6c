/** The working calendar at its address; without a year this one. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Calendar } from '@/features/calendar/list'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/calendar'
import { today } from '@/shared/dates'

addWords('calendar', words)
const route = getRouteApi('/admin/calendar')

export function CalendarPage() {
  const { year } = route.useSearch()
  const navigate = useNavigate()
  const asked = Number(year)
  const shown = Number.isSafeInteger(asked) && asked >= 2000 && asked < 2100 ? asked : Number(today().slice(0, 4))
  return <Calendar year={shown} onYear={(next) => void navigate({ to: '/admin/calendar', search: { year: String(next) } })} />
}
