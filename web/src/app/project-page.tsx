/** One project at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ProjectDetail } from '@/features/projects/detail'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { useMe } from './me'
import { NotFound } from './not-found'

addWords('projects', words)

const route = getRouteApi('/projects/$id')

export function ProjectPage() {
  const id = Number(route.useParams().id)
  const { tab } = route.useSearch()
  const navigate = useNavigate()
  const me = useMe()
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
    />
  )
}
