/** The month's reports and the months of a year at their addresses. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { Monthly } from '@/features/progress/monthly'
import { Periods } from '@/features/progress/periods'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/progress'
import { today } from '@/shared/dates'
import type { Search } from '@/shared/filters'

addWords('progress', words)

const grid = getRouteApi('/monthly-reports')
const periods = getRouteApi('/report-periods')

const toProject = (id: number, name: string) => (
  <Link to="/projects/$id" params={{ id: String(id) }} search={{ tab: 'progress' }}>
    {name}
  </Link>
)

export function MonthlyPage() {
  const search = grid.useSearch()
  const navigate = useNavigate()
  const { month = today().slice(0, 7), ...rest } = search
  // the same filters are the same object: the list is asked once
  const kept = JSON.stringify(rest)
  const filters = useMemo(() => JSON.parse(kept) as Search, [kept])
  const change = useCallback(
    (next: string, to: Search) => void navigate({ to: '/monthly-reports', search: { ...to, month: next } }),
    [navigate],
  )
  return (
    <Monthly
      month={month}
      filters={filters}
      onChange={change}
      onPrint={() => void navigate({ to: '/print/monthly', search: { ...rest, month } })}
      project={(row) => toProject(row.project_id, row.project_name)}
    />
  )
}

export function PeriodsPage() {
  const search = periods.useSearch()
  const navigate = useNavigate()
  return (
    <Periods
      filters={search}
      onChange={(next) => void navigate({ to: '/report-periods', search: next })}
      month={(month, text) => (
        <Link to="/monthly-reports" search={{ month }}>
          {text}
        </Link>
      )}
      project={toProject}
    />
  )
}
