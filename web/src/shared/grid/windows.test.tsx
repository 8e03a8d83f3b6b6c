import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useWindows, WINDOW, windowsOf } from './windows'

describe('windows', () => {
  it('asks for what is seen, and one ahead in the direction of scrolling', () => {
    expect(windowsOf({ from: 0, to: 20 }, true, undefined)).toEqual([0])
    expect(windowsOf({ from: 0, to: 20 }, true, 1000)).toEqual([0, 1])
    expect(windowsOf({ from: 490, to: 510 }, true, 1000)).toEqual([4, 5, 6])
    expect(windowsOf({ from: 490, to: 510 }, false, 1000)).toEqual([4, 5, 3])
  })
  it('ends with the list, and with the reach of page numbers', () => {
    expect(windowsOf({ from: 990, to: 1000 }, true, 1000)).toEqual([9])
    expect(windowsOf({ from: 99_950, to: 100_010 }, true, 500_000)).toEqual([999])
    expect(windowsOf({ from: 0, to: 20 }, true, 0)).toEqual([0])
  })
})

describe('rows by their place', () => {
  afterEach(() => vi.useRealTimers())
  const TOTAL = 60_000
  const opened = async () => {
    const asked: number[] = []
    const drawn = { times: 0 }
    const client = new QueryClient()
    const fetchWindow = async (page: number) => {
      asked.push(page)
      return { items: Array.from({ length: WINDOW }, (_, i) => ({ n: (page - 1) * WINDOW + i })), total: TOTAL }
    }
    const wrapper = ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    )
    const hook = renderHook(
      ({ list }: { list: string }) => {
        drawn.times += 1
        return useWindows(['rows', list], fetchWindow)
      },
      { wrapper, initialProps: { list: 'all' } },
    )
    await waitFor(() => expect(hook.result.current.row(WINDOW)?.n).toBe(WINDOW))
    expect(asked).toEqual([1, 2])
    return { hook, asked, drawn }
  }

  it('fetches ahead of one who reads along without a rest, and draws nothing anew for rows that are here', async () => {
    const { hook, asked, drawn } = await opened()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const before = drawn.times
    for (let from = 0; from < 60; from += 3) act(() => hook.result.current.look(from, from + 30))
    expect(drawn.times).toBe(before)
    for (let from = 60; from < 300; from += 3) act(() => hook.result.current.look(from, from + 30))
    vi.useRealTimers()
    await waitFor(() => expect(hook.result.current.row(310)?.n).toBe(310))
    expect(asked.slice(2)).toEqual([3, 4, 5])
  })

  it('asks for none of the rows that one leaps over', async () => {
    const { hook, asked } = await opened()
    for (let from = 0; from <= 50_000; from += 1000) act(() => hook.result.current.look(from, from + 30))
    await waitFor(() => expect(hook.result.current.row(50_010)?.n).toBe(50_010))
    expect(asked.slice(2).sort((a, b) => a - b)).toEqual([501, 502])
  })

  it('fetches in another list what one looks at there, though he did not move', async () => {
    const { hook, asked } = await opened()
    act(() => hook.result.current.look(500, 530))
    await waitFor(() => expect(hook.result.current.row(510)?.n).toBe(510))
    asked.length = 0
    hook.rerender({ list: 'other' })
    await waitFor(() => expect(hook.result.current.row(510)?.n).toBe(510))
    expect(asked).toContain(6)
  })
})
