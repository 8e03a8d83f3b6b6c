/** What every page of services needs: their words and the addresses they link to. */
import { Link } from '@tanstack/react-router'
import type { Go } from '@/features/services/go'
import type { Open } from '@/features/services/records'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/services'
import { parseSearch } from '@/shared/filters'

addWords('services', words)

export const ServiceGo: Go = ({ to, id, children }) => {
  const params = { id: String(id) }
  switch (to) {
    case 'ticket':
      return (
        <Link to="/tickets/$id" params={params}>
          {children}
        </Link>
      )
    case 'complaint':
      return (
        <Link to="/complaints/$id" params={params}>
          {children}
        </Link>
      )
    case 'approval':
      return (
        <Link to="/approval-items" search={{}}>
          {children}
        </Link>
      )
    default:
      return (
        <Link to={to === 'enterprise' ? '/enterprises/$id' : '/projects/$id'} params={params} search={{}}>
          {children}
        </Link>
      )
  }
}

/** A list at the address that the API gives with a figure. */
export const OpenList: Open = ({ href, children }) => {
  const [path = '', query = ''] = href.split('?')
  return (
    <Link to={path as '/tickets'} search={parseSearch(query) as never}>
      {children}
    </Link>
  )
}
