import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { describe, expect, it } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/reports'
import { fundsByMonth } from '@/test/funds'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { FundsMonths } from './funds-months'

addWords('reports', words)
const YI = 100_000_000
const three = fundsByMonth([
  { yuan: 2 * YI, before: YI },
  { yuan: 0, before: 0 },
  { yuan: -1_250_000, before: 4 * YI },
])

describe('funds by month', () => {
  it('opens the list of each month, and draws nothing where nothing has been yet', async () => {
    let asked = ''
    server.use(
      http.get('*/api/v1/dashboard/funds-by-month', ({ request }) => {
        asked = new URL(request.url).search
        return HttpResponse.json(three)
      }),
    )
    const { container } = show(<FundsMonths filters={{ chain: '铜' }} />)
    const chart = await screen.findByRole('region', { name: '2026年市外到位资金按月' })
    expect(asked).toBe('?chain=%E9%93%9C')
    const january = within(chart).getByRole('link', { name: /^1月\s*2\.00亿元$/ })
    expect(january.getAttribute('href')).toBe('/targets/projects?indicator=funds_outside_city&from=2026-01-01&through=2026-01-28')
    expect(within(chart).getByRole('link', { name: /^3月\s*−125万元$/ })).toBeTruthy()
    expect(within(chart).queryByRole('link', { name: /4月/ })).toBeNull()
    expect(within(chart).getAllByText('—')).toHaveLength(9)
    const drawing = within(chart).getByRole('img').getAttribute('aria-label') ?? ''
    expect(drawing).toContain('截至2026-03-28累计1.99亿元，上年同期5.00亿元，同比−60.25%。1月2.00亿元，2月0万元，3月−125万元')
    // bars begin at 0 and none leads to the left; the longest is what all are measured by
    const widths = [...container.querySelectorAll('rect')].map((bar) => bar.getAttribute('width'))
    expect(widths.slice(0, 3)).toEqual(['50%', '0%', '0%'])
    expect([...container.querySelectorAll('.bar-mark')].map((mark) => mark.getAttribute('x1'))).toEqual(['25%', '100%'])
  })

  it('has a table of the same, with the year to date and the year before', async () => {
    server.use(answers('/dashboard/funds-by-month', three))
    show(<FundsMonths filters={{}} />)
    await userEvent.click(await screen.findByRole('button', { name: '看表格' }))
    const row = (name: RegExp) => within(screen.getByRole('row', { name }))
    const texts = (name: RegExp) =>
      row(name)
        .getAllByRole('cell')
        .map((cell) => cell.textContent)
    expect(texts(/^1月/)).toEqual(['1月', '20,000', '20,000', '10,000', '10,000', '+100.00%'])
    expect(texts(/^2月/)).toEqual(['2月', '0', '20,000', '0', '0', '—'])
    expect(texts(/^3月/)).toEqual(['3月', '−125', '19,875', '40,000', '−40,125', '−100.31%'])
    expect(texts(/^4月/)).toEqual(['4月', '—', '—', '—', '—', '—'])
    expect(texts(/^合计/)).toEqual(['合计', '19,875', '19,875', '50,000', '−30,125', '−60.25%'])
    expect(row(/^3月/).getByRole('link', { name: '19,875' }).getAttribute('href')).toBe(
      '/targets/projects?indicator=funds_outside_city&from=2026-01-01&through=2026-03-28',
    )
    expect(row(/^3月/).getByRole('link', { name: '40,000' }).getAttribute('href')).toBe(
      '/targets/projects?indicator=funds_outside_city&from=2025-03-01&through=2025-03-28',
    )
  })

  it('says why there is nothing, and why there is no growth', async () => {
    server.use(answers('/dashboard/funds-by-month', fundsByMonth([{ yuan: 0, before: 0 }])))
    const { unmount } = show(<FundsMonths filters={{}} />)
    expect(await screen.findByText(/^2026年截至2026-01-28没有市外到位资金.*审核通过的资金，按到账日期计入月份。$/)).toBeTruthy()
    expect(screen.queryByRole('img')).toBeNull()
    unmount()
    server.use(answers('/dashboard/funds-by-month', fundsByMonth([{ yuan: YI, before: 0 }])))
    show(<FundsMonths filters={{}} />)
    expect(await screen.findByText(/同比—（上年同期到位资金不大于零，算不出同比）/)).toBeTruthy()
  })

  it('says what failed', async () => {
    server.use(http.get('*/api/v1/dashboard/funds-by-month', () => problem(500, 'server.internal', { detail: '没有算出' })))
    show(<FundsMonths filters={{}} />)
    expect(await screen.findByText('没有算出')).toBeTruthy()
  })
})
