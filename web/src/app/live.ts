/** What happens elsewhere reaches the counts and the open inbox at once, as long as the page is looked at. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { listen } from '@/api/live'

export function useLive(): void {
  const queries = useQueryClient()
  useEffect(() => {
    let stop: AbortController | null = null
    const renew = (room: string) => void queries.invalidateQueries({ queryKey: [room] })
    const start = () => {
      if (stop || document.hidden) return
      stop = new AbortController()
      void listen(({ event }) => {
        if (event === 'notice') renew('notices')
        if (event !== 'hello') renew('inbox')
      }, stop.signal)
    }
    const end = () => {
      stop?.abort()
      stop = null
    }
    const turn = () => (document.hidden ? end() : start())
    start()
    document.addEventListener('visibilitychange', turn)
    return () => {
      document.removeEventListener('visibilitychange', turn)
      end()
    }
  }, [queries])
}
