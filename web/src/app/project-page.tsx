/** One project at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import Skeleton from 'antd/es/skeleton'
import { lazy, Suspense } from 'react'
import { ProjectDetail } from '@/features/projects/detail'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { useMe } from './me'
import { NotFound } from './not-found'
import { aboutOf, useRecordTalk } from './record-talk'

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
      onPrint={() => void navigate({ to: '/print/project/$id', params: { id: String(id) } })}
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
