/** The lists behind the numbers, at their addresses. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { FigureWords } from '@/api/labels'
import type { EffectFigureCode, EffectRecord } from '@/features/reports/api'
import { EffectRecords } from '@/features/reports/effect-records'
import { ProgressProjects, RateProjects } from '@/features/reports/records'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/reports'
import { only, type Search } from '@/shared/filters'
import { NotFound } from './not-found'
import { ReportLinks } from './report-links'
import { SEARCH } from './report-search'

addWords('reports', words)
const rateRoute = getRouteApi('/rates/projects')
const progressRoute = getRouteApi('/targets/projects')
const effectRoute = getRouteApi('/effects/$figure')

function useProject(): (id: number) => void {
  const navigate = useNavigate()
  return useCallback((id) => void navigate({ to: '/projects/$id', params: { id: String(id) }, search: {} }), [navigate])
}

export function RateProjectsPage() {
  const { sort, ...search } = rateRoute.useSearch()
  const navigate = useNavigate()
  const open = useProject()
  return (
    <ReportLinks>
      <RateProjects
        search={useStable(search)}
        sort={sort}
        onSort={(next) => void navigate({ to: '/rates/projects', search: only({ ...search, sort: next }, SEARCH.rateProjects) })}
        onOpen={open}
      />
    </ReportLinks>
  )
}

export function ProgressProjectsPage() {
  const { sort, ...search } = progressRoute.useSearch()
  const navigate = useNavigate()
  const open = useProject()
  return (
    <ReportLinks>
      <ProgressProjects
        search={useStable(search)}
        sort={sort}
        onSort={(next) =>
          void navigate({ to: '/targets/projects', search: only({ ...search, sort: next }, SEARCH.progressProjects) })
        }
        onOpen={open}
      />
    </ReportLinks>
  )
}

export function EffectRecordsPage() {
  const search = effectRoute.useSearch()
  const { figure } = effectRoute.useParams()
  const navigate = useNavigate()
  const project = useProject()
  const open = useCallback(
    (record: EffectRecord) => {
      if (record.kind === 'project') return project(record.id)
      // a trip, or the trip on which a company was met, with its own effects
      const trip = record.kind === 'trip' ? record.id : record.trips[0]?.id
      if (trip) void navigate({ to: '/effects', search: { trip_id: String(trip) } })
    },
    [navigate, project],
  )
  if (!(figure in FigureWords)) return <NotFound />
  return (
    <ReportLinks>
      <EffectRecords figure={figure as EffectFigureCode} search={search as Search} onOpen={open} />
    </ReportLinks>
  )
}

/** The same object while its texts are the same. */
function useStable(search: Search): Search {
  const text = JSON.stringify(search)
  return useMemo(() => JSON.parse(text) as Search, [text])
}
