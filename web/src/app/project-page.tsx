/** One project at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ProjectDetail } from '@/features/projects/detail'
import { NotFound } from './not-found'

const route = getRouteApi('/projects/$id')

export function ProjectPage() {
  const id = Number(route.useParams().id)
  const { tab } = route.useSearch()
  const navigate = useNavigate()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return (
    <ProjectDetail
      key={id}
      id={id}
      tab={tab}
      onTab={(next) => void navigate({ to: '/projects/$id', params: { id: String(id) }, search: { tab: next }, replace: true })}
      onBack={() => void navigate({ to: '/projects', search: {} })}
    />
  )
}
