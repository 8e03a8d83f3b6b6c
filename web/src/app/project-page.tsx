/** One project at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import Skeleton from 'antd/es/skeleton'
import { lazy, Suspense, useMemo } from 'react'
import { ProjectDetail } from '@/features/projects/detail'
import { FILTERS } from '@/features/projects/filters'
import { Walk } from '@/features/projects/walk'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { only, parseSearch } from '@/shared/filters'
import { useMe } from './me'
import { NotFound } from './not-found'
import { aboutOf, useRecordTalk } from './record-talk'
import { useSplit } from './split-search'

const Chain = lazy(() => import('./responsibility-of').then((m) => ({ default: m.ChainOf })))
const Responsibility = lazy(() => import('./responsibility-of').then((m) => ({ default: m.ResponsibilityOf })))
const TalksOf = lazy(() => import('./talks-tab').then((m) => ({ default: m.TalksOf })))

addWords('projects', words)

const route = getRouteApi('/projects/$id')

export function ProjectPage() {
  const id = Number(route.useParams().id)
  const search = route.useSearch()
  const { tab } = search
  const navigate = useNavigate()
  const me = useMe()
  const record = useRecordTalk()
  const mayRead = me.data?.can.includes('talk.read')
  const { filters, sort } = useSplit(
    useMemo(() => only(parseSearch(search.of ?? ''), [...FILTERS, 'sort'] as const), [search.of]),
  )
  const at = Number(search.at ?? Number.NaN)
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return (
    <ProjectDetail
      key={id}
      id={id}
      can={me.data?.can ?? []}
      tab={tab}
      onPrint={() => void navigate({ to: '/print/project/$id', params: { id: String(id) } })}
      onTalk={record ? (view) => record(aboutOf(view)) : undefined}
      chain={
        me.data?.can.includes('responsibility.read')
          ? (onMore) => (
              <Suspense fallback={<div className="chain-place" />}>
                <Chain id={id} onMore={onMore} />
              </Suspense>
            )
          : undefined
      }
      responsibility={
        me.data?.can.includes('responsibility.read') ? (
          <Suspense fallback={<Skeleton active />}>
            <Responsibility id={id} />
          </Suspense>
        ) : undefined
      }
      talks={
        mayRead
          ? (view) => (
              <Suspense fallback={<Skeleton active />}>
                <TalksOf about={aboutOf(view)} />
              </Suspense>
            )
          : undefined
      }
      onTab={(next) =>
        void navigate({ to: '/projects/$id', params: { id: String(id) }, search: { ...search, tab: next }, replace: true })
      }
      onBack={() => void navigate({ to: '/projects', search: { ...filters, ...(sort ? { sort } : {}) } })}
      walk={
        Number.isSafeInteger(at) && at >= 0 ? (
          <Walk
            filters={filters}
            sort={sort}
            at={at}
            onGo={(next, place) =>
              void navigate({
                to: '/projects/$id',
                params: { id: String(next) },
                search: { ...search, at: String(place) },
                replace: true,
              })
            }
          />
        ) : null
      }
    />
  )
}
