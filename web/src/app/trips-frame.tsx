/** What every page of trips and receptions needs: their words, and the addresses of what they link to. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Opens, placeOf } from '@/features/reports/opens'
import { type Links, LinksTo } from '@/features/trips/links'
import { ReportLinks } from './report-links'
import './trips-words'

const LINKS: Links = {
  enterprise: (id, text) => (
    <Link to="/enterprises/$id" params={{ id: String(id) }} search={{}}>
      {text}
    </Link>
  ),
  project: (id, text) => (
    <Link to="/projects/$id" params={{ id: String(id) }} search={{}}>
      {text}
    </Link>
  ),
  figure: (href, text) => <Opens to={placeOf(href)}>{text}</Opens>,
}

export function TripsFrame({ children }: { children: ReactNode }) {
  return (
    <ReportLinks>
      <LinksTo value={LINKS}>{children}</LinksTo>
    </ReportLinks>
  )
}
