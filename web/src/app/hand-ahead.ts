/** The forms of the phone, and what they are filled from: fetched while there is a network. */
import type { QueryClient } from '@tanstack/react-query'
import { fetchCalendars } from '@/shared/form/date-input'

export async function readAhead(queries: QueryClient, can: readonly string[]): Promise<void> {
  fetchCalendars()
  const parts: Promise<unknown>[] = [import('./unsent-bar'), import('@/shared/ui/unsent-list')]
  if (can.includes('talk.create')) parts.push(import('./talk-dialog'))
  if (can.includes('ticket.raise')) parts.push(import('@/features/services/raise'))
  if (can.includes('slip.instruct')) {
    const { phrasesQuery } = await import('@/features/supervision/api')
    parts.push(import('@/features/supervision/instruct'), queries.prefetchQuery(phrasesQuery))
  }
  await Promise.all(parts)
}
