import { screen } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, it } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/progress'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import type { Period } from './api'
import { DueCard } from './due-card'

addWords('progress', words)

const none = { due: 0, submitted: 0, passed: 0, supplement: 0, late: 0, missing: 0 }
const period = (more: Partial<Period>): Period => ({
  month: '2026-03',
  state: 'open',
  due_on: '2026-03-25',
  due_at: '2026-03-25T16:00:00Z',
  due_reason: '月报当月25日24:00截止。',
  overdue: false,
  progress: { ...none, due: 14, submitted: 5 },
  production: none,
  points_each: -1,
  points_max: -12,
  version: 1,
  can: [],
  ...more,
})
const card = (more: Partial<Period> = {}) => {
  server.use(answers('/report-periods/2026-03', period(more)))
  return show(<DueCard month="2026-03" Open={({ month, children }) => <a href={`/of/${month}`}>{children}</a>} />)
}

it('says how many of those due are in, until when and at what cost, and opens the month', async () => {
  card()
  const link = await screen.findByRole('link', { name: '已报5/14' })
  expect(link.getAttribute('href')).toBe('/of/2026-03')
  const part = screen.getByRole('region', { name: '本月应报' }).textContent
  expect(part).toContain('3月25日24:00截止')
  expect(part).toContain('每个扣1分')
})

it('says what is missing after the day, production beside progress, and no cost once the month is closed', async () => {
  const late = { overdue: true, progress: { ...none, due: 14, submitted: 12, missing: 2 }, frozen_at: '2026-04-01T00:00:00Z' }
  card({ ...late, production: { ...none, due: 3, submitted: 1 } })
  expect(await screen.findByText('迟报0，漏报2')).toBeTruthy()
  expect(screen.getByText('生产月报1/3')).toBeTruthy()
  expect(screen.queryByText(/扣1分/)).toBeNull()
})

it('says that nothing is due, and what failed', async () => {
  const { unmount } = card({ progress: none })
  expect(await screen.findByText('本月没有应报的项目。')).toBeTruthy()
  unmount()
  server.use(http.get('*/api/v1/report-periods/2026-03', () => problem(503, 'service.unavailable')))
  show(<DueCard month="2026-03" Open={({ children }) => <b>{children}</b>} />)
  expect(await screen.findByText('原因与怎么办')).toBeTruthy()
})

it('of one unit asks for that unit, and says so', async () => {
  let asked: string | null = null
  server.use(
    http.get('*/api/v1/report-periods/2026-03', ({ request }) => {
      asked = new URL(request.url).searchParams.get('unit_id')
      return HttpResponse.json(period({}))
    }),
  )
  show(<DueCard month="2026-03" unit={7} Open={({ unit, children }) => <a href={`/of/${unit}`}>{children}</a>} />)
  const link = await screen.findByRole('link', { name: '已报5/14' })
  expect(link.getAttribute('href')).toBe('/of/7')
  expect(asked).toBe('7')
  screen.getByRole('region', { name: '本单位本月应报' })
})
