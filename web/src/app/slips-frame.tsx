/** What every page with slips needs: their words, and the addresses they link to. */
import { Link } from '@tanstack/react-router'
import type { Go } from '@/features/supervision/detail'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/supervision'

addWords('supervision', words)

export const GoTo: Go = ({ to, id, children }) => {
  const params = { id: String(id) }
  return to === 'slip' ? (
    <Link to="/slips/$id" params={params}>
      {children}
    </Link>
  ) : (
    <Link to="/projects/$id" params={params} search={{}}>
      {children}
    </Link>
  )
}
