import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/progress'
import { show } from '@/test/render'
import { answers, server } from '@/test/server'
import { MonthlyPaper } from './monthly-paper'

addWords('progress', words)

it('is the form of a month: what was reported, the filter, the unit of money, and where one signs', async () => {
  const row = {
    project_id: 5,
    project_number: 'XM-5',
    project_name: '铜箔项目',
    unit_name: '某局',
    invested_month_yuan: 63_000_000,
    invested_total_yuan: 625_000_000,
    last: { invested_month_yuan: 60_000_000 },
    plan: { done_percent: 91.94 },
    image_progress: '二期机组安装',
    state: 'submitted',
  }
  server.use(
    answers('/monthly-reports', (url) => {
      expect(Object.fromEntries(url.searchParams)).toMatchObject({ month: '2026-11', unit_id: '2', per_page: '200' })
      return { items: [row], total: 1 }
    }),
    answers('/report-periods/2026-11', { due_on: '2026-11-25', progress: { submitted: 17, due: 18 } }),
    answers('/list-conditions', { words: '责任单位：某局', conditions: [] }),
  )
  show(<MonthlyPaper month="2026-11" filters={{ unit_id: '2' }} by="招必达" onBack={() => undefined} />)
  const line = (await screen.findByText('XM-5')).closest('tr')
  expect([...(line?.querySelectorAll('td') ?? [])].map((one) => one.textContent)).toEqual([
    ...['1', '铜箔项目 XM-5', '某局', '6,000', '6,300', '62,500', '91.94%', '二期机组安装', '—', '—', '已提交'],
  ])
  for (const said of ['条件：责任单位：某局', '已报17/18', '截止2026-11-25', '金额单位：万元', '审核人（签字）：']) {
    expect(screen.getByText(said)).toBeTruthy()
  }
})
