/** The dashboard on paper at its address, outside the frame: the filters are those of the page. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Filters } from '@/features/projects/filters'
import { DashboardPaper } from '@/features/reports/paper'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/reports'
import type { Search } from '@/shared/filters'
import { useMe } from './me'
import { ReportLinks } from './report-links'
import { NumbersUnder } from './slips-numbers'

addWords('reports', words)

const route = getRouteApi('/print/dashboard')

export function DashboardPrintPage() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  const { filters, rankBy } = useMemo(() => {
    const { rank_by, ...filters } = search
    return { filters: filters as Filters, rankBy: rank_by }
  }, [search])
  return (
    <ReportLinks>
      <DashboardPaper
        filters={filters as Search}
        rankBy={rankBy}
        onRank={(by) =>
          void navigate({ to: '/print/dashboard', search: { ...filters, ...(by ? { rank_by: by } : {}) }, replace: true })
        }
        by={me.data?.name ?? ''}
        onBack={() => void navigate({ to: '/dashboard', search })}
        numbers={<NumbersUnder filters={filters} />}
      />
    </ReportLinks>
  )
}
