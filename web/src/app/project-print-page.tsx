/** The sheet of a project at its address, outside the frame. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ProjectPaper } from '@/features/projects/paper'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { useMe } from './me'
import { NotFound } from './not-found'

addWords('projects', words)

const route = getRouteApi('/print/project/$id')

export function ProjectPrintPage() {
  const given = route.useParams().id
  const id = Number(given)
  const navigate = useNavigate()
  const me = useMe()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return (
    <ProjectPaper
      id={id}
      by={me.data?.name ?? ''}
      onBack={() => void navigate({ to: '/projects/$id', params: { id: given }, search: {} })}
    />
  )
}
