/** One project at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import Skeleton from 'antd/es/skeleton'
import { lazy, Suspense } from 'react'
import type { ProjectView } from '@/features/projects/api'
import { ProjectDetail } from '@/features/projects/detail'
import type { About } from '@/features/talks/api'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { useMe } from './me'
import { NotFound } from './not-found'
import { useRecordTalk } from './record-talk'

const TalksOf = lazy(() => import('./talks-tab').then((m) => ({ default: m.TalksOf })))

addWords('projects', words)

const route = getRouteApi('/projects/$id')

export function ProjectPage() {
  const id = Number(route.useParams().id)
  const { tab } = route.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  const record = useRecordTalk()
  const mayRead = me.data?.can.includes('talk.read')
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return (
    <ProjectDetail
      key={id}
      id={id}
      can={me.data?.can ?? []}
      tab={tab}
      onTab={(next) => void navigate({ to: '/projects/$id', params: { id: String(id) }, search: { tab: next }, replace: true })}
      onBack={() => void navigate({ to: '/projects', search: {} })}
      onTalk={record ? (view) => record(aboutOf(view)) : undefined}
      talks={
        mayRead
          ? (view) => (
              <Suspense fallback={<Skeleton active />}>
                <TalksOf about={aboutOf(view)} />
              </Suspense>
            )
          : undefined
      }
    />
  )
}

/** A project, and its investor when there is no doubt which. */
function aboutOf(view: ProjectView): About {
  const investors = view.parties.filter((party) => party.role === 'investor')
  const only = investors.length === 1 ? investors[0] : undefined
  return {
    project: { id: view.id, name: view.name },
    enterprise: only?.enterprise_id ? { id: only.enterprise_id, name: only.name } : undefined,
  }
}
