import { useSyncExternalStore } from 'react'

/** Below this width pages are compositions of their own. */
const NARROW = '(max-width: 767px)'
/** Somebody for whom nothing may slide or fade. */
const STILL = '(prefers-reduced-motion: reduce)'

export const useNarrow = (): boolean => useMedia(NARROW)
export const useStill = (): boolean => useMedia(STILL)

function useMedia(what: string): boolean {
  return useSyncExternalStore(
    (tell) => {
      const query = window.matchMedia(what)
      query.addEventListener('change', tell)
      return () => query.removeEventListener('change', tell)
    },
    () => window.matchMedia(what).matches,
  )
}
