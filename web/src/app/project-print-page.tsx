/** The sheet of a project at its address, outside the frame. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ProjectPaper } from '@/features/projects/paper'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { useMe } from './me'
import { NotFound } from './not-found'
import { usePaperParts } from './paper-parts'

addWords('projects', words)

const route = getRouteApi('/print/project/$id')

export function ProjectPrintPage() {
  const given = route.useParams().id
  const id = Number(given)
  const navigate = useNavigate()
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  return <Sheet id={id} onBack={() => void navigate({ to: '/projects/$id', params: { id: given }, search: {} })} />
}

function Sheet({ id, onBack }: { id: number; onBack: () => void }) {
  const me = useMe()
  const parts = usePaperParts(id)
  return <ProjectPaper id={id} by={me.data?.name ?? ''} onBack={onBack} parts={parts} />
}
