/** What every page of the enterprise library needs: its words, and the addresses of what it links to. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Links, LinksTo } from '@/features/enterprises/links'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/enterprises'

addWords('enterprises', words)

const LINKS: Links = {
  enterprise: (id, text, aside) => (
    <Link to="/enterprises/$id" params={{ id: String(id) }} search={{}} {...(aside ? { target: '_blank' } : {})}>
      {text}
    </Link>
  ),
  project: (id, text) => (
    <Link to="/projects/$id" params={{ id: String(id) }} search={{}}>
      {text}
    </Link>
  ),
  ledger: (enterpriseId, text) => (
    <Link to="/projects" search={{ enterprise_id: String(enterpriseId) }}>
      {text}
    </Link>
  ),
}

export function EnterprisesFrame({ children }: { children: ReactNode }) {
  return <LinksTo value={LINKS}>{children}</LinksTo>
}

/** The number in an address; null when it is none. */
export function idIn(text: string | undefined): number | null {
  const id = Number(text)
  return Number.isSafeInteger(id) && id > 0 ? id : null
}
