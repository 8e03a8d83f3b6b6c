/** Server state. A read is repeated when the service asked to wait or was not reached; a write never by itself. */
import { QueryClient } from '@tanstack/react-query'
import { ApiError, isOffline } from '@/api/errors'

const AGAIN = 2

function mayRepeat(failures: number, error: unknown): boolean {
  if (failures >= AGAIN) return false
  if (isOffline(error)) return true
  return error instanceof ApiError && (error.status === 429 || error.status === 503)
}

function pause(failures: number, error: unknown): number {
  const asked = error instanceof ApiError ? error.retryAfter : null
  return asked ? Math.min(asked, 30) * 1000 : 1000 * 2 ** failures
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: mayRepeat, retryDelay: pause, staleTime: 15_000, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})
