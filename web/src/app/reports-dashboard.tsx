/** The dashboard at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterRow } from '@/features/projects/filter-row'
import type { Filters } from '@/features/projects/filters'
import { Dashboard } from '@/features/reports/dashboard'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/reports'
import type { Search } from '@/shared/filters'
import { ReportLinks, useOpen } from './report-links'
import { NumbersUnder } from './slips-numbers'

addWords('reports', words)
const route = getRouteApi('/dashboard')

export function DashboardPage() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = useNavigate()
  const open = useOpen()
  const { filters, rankBy } = useMemo(() => {
    const { rank_by, ...filters } = search
    return { filters: filters as Filters, rankBy: rank_by }
  }, [search])
  const go = (next: Filters, by: string | undefined) =>
    void navigate({ to: '/dashboard', search: { ...next, ...(by ? { rank_by: by } : {}) } })
  return (
    <ReportLinks>
      <Dashboard
        title={t('menu.dashboard')}
        filters={filters as Search}
        rankBy={rankBy}
        onRank={(by) => go(filters, by)}
        bar={
          <>
            <FilterRow filters={filters} onChange={(next) => go(next, rankBy)} />
            <NumbersUnder filters={filters} />
          </>
        }
        onOpen={open}
        onPrint={() => void navigate({ to: '/print/dashboard', search })}
      />
    </ReportLinks>
  )
}
