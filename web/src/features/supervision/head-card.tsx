/** The card in the head of a project, and on its sheet in the hand; nothing where the project has no colour. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ColourCard, Why } from '@/shared/ui/colour-card'
import { colourQuery } from './api'

export function HeadCard({ project, until = null }: { project: number; until?: ReactNode }) {
  const found = useQuery(colourQuery(project))
  if (!found.data) return until
  return found.data.current ? <ColourCard view={found.data.current} /> : null
}

/** In the hand there is no pressing to learn why: it stands there, and why there is no card. */
export function SheetCard({ project }: { project: number }) {
  const found = useQuery(colourQuery(project)).data
  const current = found?.current
  if (found?.out_of_scope) return <p className="note">{found.out_of_scope}</p>
  return current ? (
    <>
      <ColourCard view={current} />
      <Why view={current} />
    </>
  ) : null
}
