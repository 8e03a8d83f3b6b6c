/** Windows of a long list: pages of 100 rows, fetched where one looks and a little ahead, dropped when passed. */
import { type QueryKey, usePrefetchQuery, useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'

export const WINDOW = 100
/** Rows the API reaches by page number. */
export const REACH = 100_000
/** Where one stops for so long is where rows are fetched: a jump past a thousand pages asks for none of them. */
const SETTLE_MS = 60
/** Who goes on by no more rows at once is reading along: his rows are fetched while he moves. */
const STRIDE = 25
/** How long a window that is out of sight is kept. */
const KEEP_MS = 120_000

export type Window<Row> = { items: Row[]; total: number }
type FetchWindow<Row> = (page: number, signal: AbortSignal) => Promise<Window<Row>>
export type Range = { from: number; to: number }

/** The numbers of the windows that a range of rows needs, with the next one in the direction of scrolling. */
export function windowsOf(range: Range, downward: boolean, total: number | undefined): number[] {
  const first = Math.floor(range.from / WINDOW)
  const last = Math.floor(Math.max(range.from, range.to) / WINDOW)
  const end = total === undefined ? last : Math.max(0, Math.ceil(Math.min(total, REACH) / WINDOW) - 1)
  const wanted = new Set<number>()
  for (let n = first; n <= Math.min(last, end); n += 1) wanted.add(n)
  const next = downward ? last + 1 : first - 1
  if (total !== undefined && next >= 0 && next <= end) wanted.add(next)
  return [...wanted]
}

const TOP = { from: 0, to: WINDOW / 2, downward: true }

/** Rows by their place in the list; `undefined` for those not here yet. */
export function useWindows<Row>(key: QueryKey, fetchWindow: FetchWindow<Row>) {
  // what is known belongs to one list: another one begins at its top, with a total of its own
  const list = JSON.stringify(key)
  const [looking, setLooking] = useState({ list, ...TOP })
  const [counted, setCounted] = useState<{ list: string; total: number }>()
  const range = looking.list === list ? looking : TOP
  const total = counted?.list === list ? counted.total : undefined
  const pages = windowsOf(range, range.downward, total)
  const queries = useQueryClient()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a key of the same words is the same list
  const windowAt = useCallback(
    (page: number) => ({
      queryKey: [...key, 'window', page],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchWindow(page + 1, signal),
      gcTime: KEEP_MS,
      staleTime: 30_000,
      // what somebody reads does not jump under his eyes: that there is news is said, and he takes it when he likes
      refetchOnWindowFocus: false,
    }),
    [list, fetchWindow],
  )
  // asked before the page around the rows is drawn, not after
  usePrefetchQuery(windowAt(pages[0] ?? 0))
  const results = useQueries({ queries: pages.map(windowAt) })
  const known = results.find((r) => r.data)?.data?.total
  useEffect(() => {
    if (known !== undefined) setCounted({ list, total: known })
  }, [known, list])

  // not a state: the page around the rows is drawn anew only where other windows are wanted
  const seen = useRef<Range | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const settle = useRef(() => {})
  settle.current = () => {
    const at = seen.current
    if (!at) return
    const downward = looking.list !== list || at.from >= range.from
    const wanted = windowsOf(at, downward, total)
    if (looking.list !== list || wanted.join() !== pages.join()) setLooking({ list, ...at, downward })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is looked at is asked for in another list too
  useEffect(() => {
    timer.current = setTimeout(() => settle.current(), SETTLE_MS)
    return () => clearTimeout(timer.current)
  }, [list])
  const look = useCallback((from: number, to: number) => {
    const slowly = seen.current !== null && Math.abs(from - seen.current.from) <= STRIDE
    seen.current = { from, to }
    clearTimeout(timer.current)
    if (slowly) settle.current()
    timer.current = setTimeout(() => settle.current(), SETTLE_MS)
  }, [])

  const byPage = new Map(pages.map((page, i) => [page, results[i]]))
  const row = (index: number): Row | undefined => byPage.get(Math.floor(index / WINDOW))?.data?.items[index % WINDOW]
  const failed = results.find((r) => r.error)
  /** Rows of a stretch, those that are not here yet too; another function for another list. */
  const rowsOf = useCallback(
    async (from: number, to: number): Promise<Row[]> => {
      const stretch = Array.from({ length: Math.floor(to / WINDOW) - Math.floor(from / WINDOW) + 1 }, (_, i) => i)
      const start = Math.floor(from / WINDOW)
      const found = await Promise.all(stretch.map((i) => queries.fetchQuery(windowAt(start + i))))
      return found.flatMap((one) => one.items).slice(from - start * WINDOW, to - start * WINDOW + 1)
    },
    [queries, windowAt],
  )
  const shown = pages.map((page, i) => ({ page, window: results[i]?.data }))
  return {
    total,
    row,
    rowsOf,
    shown,
    look,
    loading: total === undefined && results.some((r) => r.isPending),
    error: failed?.error ?? null,
    retry: () => {
      for (const r of results) if (r.error) void r.refetch()
    },
    updatedAt: Math.max(0, ...results.map((r) => r.dataUpdatedAt)),
  }
}
