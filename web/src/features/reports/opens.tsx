/** Where a number leads: the address the API gives of its list, as a page of the workbench. */
import { type ComponentType, createContext, type ReactNode, useContext } from 'react'
import { type Search, stringifySearch } from '@/shared/filters'
import type { EffectFigureCode } from './api'

export type Place =
  | { page: 'projects' | 'rateProjects' | 'progressProjects' | 'effects' | 'rates' | 'targets'; search: Search }
  | { page: 'effectRecords'; figure: EffectFigureCode; search: Search }

/** `null` for a number without a list, or with one that the workbench has no page for. */
export function placeOf(href: string | null | undefined): Place | null {
  if (!href) return null
  const [path = '', query = ''] = href.split('?')
  const search = Object.fromEntries(new URLSearchParams(query))
  const at = path.replace(/^\/api\/v1\//, '')
  if (at === 'projects') return { page: 'projects', search }
  if (at === 'rates/projects') return { page: 'rateProjects', search }
  if (at === 'targets/progress/projects') return { page: 'progressProjects', search }
  if (at === 'trip-effects') return { page: 'effects', search }
  const figure = /^trip-effects\/(\w+)$/.exec(at)?.[1]
  return figure ? { page: 'effectRecords', figure: figure as EffectFigureCode, search } : null
}

const PATHS = {
  projects: '/projects',
  rates: '/rates',
  targets: '/targets',
  rateProjects: '/rates/projects',
  progressProjects: '/targets/projects',
  effects: '/effects',
}
export const addressOf = (to: Place): string =>
  (to.page === 'effectRecords' ? `/effects/${to.figure}` : PATHS[to.page]) + stringifySearch(to.search)

export type LinkProps = { to: Place; className?: string | undefined; title?: string | undefined; children: ReactNode }

function Anchor({ to, ...rest }: LinkProps) {
  return <a href={addressOf(to)} {...rest} />
}
/** How the application draws a link: with its router. */
export const LinkContext = createContext<ComponentType<LinkProps>>(Anchor)

/** A link where there is something to open, plain text where not. */
export function Opens({ to, className, title, children }: Omit<LinkProps, 'to'> & { to: Place | null | undefined }) {
  const Link = useContext(LinkContext)
  if (to) {
    return (
      <Link to={to} className={className} title={title}>
        {children}
      </Link>
    )
  }
  return (
    <span className={className} title={title}>
      {children}
    </span>
  )
}
