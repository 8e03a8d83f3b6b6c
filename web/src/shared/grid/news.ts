/** Rows that changed elsewhere while somebody looks at them: counted when he comes back to the page, shown when he asks. */
import { focusManager, type QueryKey } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Window } from './windows'

type Shown<Row> = readonly { page: number; window: Window<Row> | undefined }[]
/** Coming and going between two programs asks no more often than this. */
const REST_MS = 5_000

export function useNews<Row>(
  key: QueryKey,
  shown: Shown<Row>,
  fetchWindow: (page: number, signal: AbortSignal) => Promise<Window<Row>>,
  rowKey: (row: Row) => string | number,
): number {
  // news is about the very windows that are shown: others, or the same ones fetched anew, have none yet
  const [news, setNews] = useState<readonly { of: Window<Row>; count: number }[]>([])
  const latest = useRef({ shown, fetchWindow, rowKey })
  latest.current = { shown, fetchWindow, rowKey }
  const last = useRef(0)
  const list = JSON.stringify(key)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list stops what is asked about this one
  useEffect(() => {
    const stop = new AbortController()
    const look = async () => {
      const { shown, fetchWindow, rowKey } = latest.current
      const windows = shown.flatMap((one) => (one.window ? [{ page: one.page, window: one.window }] : []))
      if (windows.length === 0 || Date.now() - last.current < REST_MS) return
      last.current = Date.now()
      const { differing } = await import('./differing')
      const fresh = await Promise.all(windows.map((one) => fetchWindow(one.page + 1, stop.signal)))
      setNews(windows.map((one, i) => ({ of: one.window, count: differing(one.window, fresh[i] as Window<Row>, rowKey) })))
    }
    // not reached: the page says so elsewhere, and what is shown stays
    const unsubscribe = focusManager.subscribe((focused) => focused && void look().catch(() => undefined))
    return () => {
      unsubscribe()
      stop.abort()
    }
  }, [list])
  return news.reduce((sum, one) => (shown.some((now) => now.window === one.of) ? sum + one.count : sum), 0)
}
