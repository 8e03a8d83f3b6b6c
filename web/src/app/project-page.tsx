/** One project at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import Skeleton from 'antd/es/skeleton'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProjectView } from '@/features/projects/api'
import { type Guest, ProjectDetail } from '@/features/projects/detail'
import { FILTERS } from '@/features/projects/filters'
import { WaysBy } from '@/features/projects/repairs'
import { Walk } from '@/features/projects/walk'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { only, parseSearch } from '@/shared/filters'
import { useCopyTo } from './copy-to'
import { useMe } from './me'
import { NotFound } from './not-found'
import { aboutOf, useRecordTalk } from './record-talk'
import { useWays } from './repairs'
import { Instruct, ProjectCard } from './slips-parts'
import { useSplit } from './split-search'
import { useTabCounts } from './tab-counts'

const ServicesOf = lazy(() => import('./services-tab').then((m) => ({ default: m.ServicesOf })))
const ProgressOf = lazy(() => import('./progress-tab').then((m) => ({ default: m.ProgressOf })))
const SupervisionOf = lazy(() => import('./slips-tab').then((m) => ({ default: m.SupervisionOf })))
const Assign = lazy(() => import('./responsibility-of').then((m) => ({ default: m.AssignOf })))
const Chain = lazy(() => import('./responsibility-of').then((m) => ({ default: m.ChainOf })))
const Responsibility = lazy(() => import('./responsibility-of').then((m) => ({ default: m.ResponsibilityOf })))
const TalksOf = lazy(() => import('./talks-tab').then((m) => ({ default: m.TalksOf })))

addWords('projects', words)

const SERVICES = [
  ['procedures', 'approval.read'],
  ['tickets', 'ticket.read'],
  ['services', 'service.read'],
] as const

/** The form that was asked for is open: the address need not say so any longer. */
const forget = <S extends { do?: string }>({ do: _, ...search }: S) => search

const route = getRouteApi('/projects/$id')

export function ProjectPage() {
  const { t } = useTranslation()
  const id = Number(route.useParams().id)
  const search = route.useSearch()
  const { tab } = search
  const navigate = useNavigate()
  const me = useMe()
  const record = useRecordTalk()
  const copy = useCopyTo()
  const mayRead = me.data?.can.includes('talk.read')
  const { filters, sort } = useSplit(
    useMemo(() => only(parseSearch(search.of ?? ''), [...FILTERS, 'sort'] as const), [search.of]),
  )
  const ways = useWays()
  const counts = useTabCounts(id)
  const onAsked = useCallback(() => {
    void navigate({ to: '/projects/$id', params: (old) => ({ id: old.id ?? '' }), search: forget, replace: true })
  }, [navigate])
  const at = Number(search.at ?? Number.NaN)
  /** Tabs of other rooms, each with what one must be allowed to see it. */
  const guests: (Guest & { may: string })[] = [
    ...SERVICES.map(([key, may]) => ({
      key,
      may,
      label: t(`project.${key}`),
      children: (view: ProjectView) => <ServicesOf view={view} tab={key} />,
    })),
    {
      key: 'supervision',
      may: 'slip.read',
      label: t('colour.tab'),
      children: (view) => <SupervisionOf project={{ id: view.id, name: view.name }} />,
    },
    { key: 'progress', may: 'report.read', label: t('project.progressTab'), children: () => <ProgressOf id={id} /> },
    {
      key: 'responsibility',
      may: 'responsibility.read',
      label: t('menu.responsibility'),
      children: () => <Responsibility id={id} />,
    },
  ]
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return (
    <WaysBy value={ways}>
      <ProjectDetail
        key={id}
        id={id}
        can={me.data?.can ?? []}
        tab={tab}
        counts={counts}
        asked={search.do}
        onAsked={onAsked}
        assign={(role, onClose) => <Assign id={id} role={role} onClose={onClose} />}
        onPrint={() => void navigate({ to: '/print/project/$id', params: { id: String(id) } })}
        onTalk={record ? (view) => record(aboutOf(view)) : undefined}
        onCopy={copy ? (view) => copy({ resource: 'project', resource_id: view.id, name: view.name }) : undefined}
        chain={
          me.data?.can.includes('responsibility.read')
            ? (onMore) => (
                <Suspense fallback={<div className="chain-place" />}>
                  <Chain id={id} onMore={onMore} />
                </Suspense>
              )
            : undefined
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
        guests={guests
          .filter((one) => me.data?.can.includes(one.may))
          .map((one) => ({
            ...one,
            children: (view) => <Suspense fallback={<Skeleton active />}>{one.children(view)}</Suspense>,
          }))}
        card={<ProjectCard project={id} />}
        acts={(view) => <Instruct project={view} />}
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
    </WaysBy>
  )
}
