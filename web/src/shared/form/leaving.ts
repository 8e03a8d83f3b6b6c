/** What happens when a form is left: the tab warns of what was not sent, and what was found to be newer is read. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'

/** Whoever met something newer finds it on the page once the form is closed: nothing changes under what he writes. */
export function useOvertaken(): () => void {
  const queries = useQueryClient()
  const met = useRef(false)
  useEffect(
    () => () => {
      if (met.current) void queries.invalidateQueries()
    },
    [queries],
  )
  return useCallback(() => {
    met.current = true
  }, [])
}

/** Asks before the tab is closed with something unsent in it. */
export function useLeaveWarning(dirty: { readonly current: boolean }): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (dirty.current) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [dirty])
}
