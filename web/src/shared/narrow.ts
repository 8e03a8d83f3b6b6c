import { useSyncExternalStore } from 'react'

/** Below this width pages are compositions of their own. */
const NARROW = '(max-width: 767px)'

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (tell) => {
      const query = window.matchMedia(NARROW)
      query.addEventListener('change', tell)
      return () => query.removeEventListener('change', tell)
    },
    () => window.matchMedia(NARROW).matches,
  )
}
