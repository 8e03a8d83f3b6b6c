/** Links of the figures, drawn with the router: each kind of list is a route of its own. */
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useCallback } from 'react'
import { FILTERS } from '@/features/projects/filters'
import { LinkContext, type LinkProps, type Place } from '@/features/reports/opens'
import { only } from '@/shared/filters'
import { SEARCH } from './report-search'

function targetOf(to: Place) {
  switch (to.page) {
    case 'projects':
      return { to: '/projects', search: only(to.search, [...FILTERS, 'sort'] as const) } as const
    case 'rates':
      return { to: '/rates', search: only(to.search, SEARCH.rates) } as const
    case 'rateProjects':
      return { to: '/rates/projects', search: only(to.search, SEARCH.rateProjects) } as const
    case 'targets':
      return { to: '/targets', search: only(to.search, SEARCH.targets) } as const
    case 'progressProjects':
      return { to: '/targets/projects', search: only(to.search, SEARCH.progressProjects) } as const
    case 'effects':
      return { to: '/effects', search: only(to.search, SEARCH.effects) } as const
    case 'effectRecords':
      return { to: '/effects/$figure', params: { figure: to.figure }, search: only(to.search, SEARCH.effects) } as const
  }
}

function RouterLink({ to, ...rest }: LinkProps) {
  return <Link {...targetOf(to)} {...rest} />
}

export function ReportLinks({ children }: { children: ReactNode }) {
  return <LinkContext value={RouterLink}>{children}</LinkContext>
}

/** Opens a place as a link would. */
export function useOpen(): (to: Place) => void {
  const navigate = useNavigate()
  return useCallback((to: Place) => void navigate(targetOf(to)), [navigate])
}
