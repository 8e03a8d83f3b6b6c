/** What runs first: the session is renewed and what will be drawn is fetched while everything else is still being read. */
import { resume } from '@/api/session'
import { loadAhead } from './ahead'

/** The page behind a one-purpose link asks for no account. */
export const isConfirmation = location.pathname === '/confirm'

/** The first answer to "is there still a session?"; what fails is said by the gate. */
export const begun = isConfirmation ? Promise.resolve() : resume()
begun.catch(() => null)
if (!isConfirmation) loadAhead()
