import { screen } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { afterEach, expect, it, vi } from 'vitest'
import { body, client } from '@/api/client'
import { isOffline } from '@/api/errors'
import { show } from '@/test/render'
import { answers, me, server } from '@/test/server'
import { OfflineBar } from './offline-bar'

afterEach(() => void vi.useRealTimers())

it('tells that the network is down, asks again, and says nothing once it is back', { timeout: 15_000 }, async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  server.use(
    http.get('*/api/v1/me', () => HttpResponse.error()),
    http.get('*/healthz', () => HttpResponse.error()),
  )
  show(<OfflineBar />)
  const refused = await body(client.GET('/api/v1/me')).catch((error: unknown) => error)
  expect(isOffline(refused)).toBe(true)
  await screen.findByText(/网络不通，屏幕上是\d\d:\d\d的数据/)
  await vi.advanceTimersByTimeAsync(12_000)
  expect(screen.getByText(/网络不通/)).toBeTruthy()
  server.use(
    http.get('*/healthz', () => HttpResponse.json({ status: 'ok' })),
    answers('/me', me()),
  )
  // however long an answer takes, it is asked for again every few seconds
  const back = async () => {
    await vi.advanceTimersByTimeAsync(2_000)
    expect(screen.queryByText(/网络不通/)).toBeNull()
  }
  await vi.waitFor(back, { timeout: 10_000, interval: 20 })
})
