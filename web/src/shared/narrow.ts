import { useCallback, useSyncExternalStore } from 'react'

/** Below this width pages are compositions of their own. */
const NARROW = '(max-width: 767px)'

/** From this width on a page has room for a column beside its own. */
const WIDE = '(min-width: 1200px)'

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    useCallback(
      (tell) => {
        const list = window.matchMedia(query)
        list.addEventListener('change', tell)
        return () => list.removeEventListener('change', tell)
      },
      [query],
    ),
    () => window.matchMedia(query).matches,
  )
}

export const useNarrow = (): boolean => useMedia(NARROW)
export const useWide = (): boolean => useMedia(WIDE)
