/** The board at its address: the second view of the ledger, with the same filters. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { FilterRow } from '@/features/projects/filter-row'
import type { Filters } from '@/features/projects/filters'
import { Board } from '@/features/reports/board'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/reports'
import type { Search } from '@/shared/filters'
import { ProjectTools } from './project-tools'

addWords('reports', words)
const route = getRouteApi('/board')

function ProjectLink({ id, className, children }: { id: number; className: string; children: ReactNode }) {
  return (
    <Link to="/projects/$id" params={{ id: String(id) }} search={{}} className={className}>
      {children}
    </Link>
  )
}

export function BoardPage() {
  const filters: Filters = route.useSearch()
  const navigate = useNavigate()
  const change = (next: Filters) => void navigate({ to: '/board', search: next })
  const open = (id: number) => void navigate({ to: '/projects/$id', params: { id: String(id) }, search: {} })
  return (
    <Board
      filters={filters as Search}
      bar={<FilterRow filters={filters} onChange={change} />}
      actions={<ProjectTools now="board" filters={filters} onCreated={open} />}
      onReset={() => change({})}
      Card={ProjectLink}
    />
  )
}
