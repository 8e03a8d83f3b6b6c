import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/progress'
import { show } from '@/test/render'
import { problem, server } from '@/test/server'
import type { Milestone, Report } from './api'
import { LatestOnPaper, MilestonesOnPaper } from './paper-part'
import { ReportDialog } from './report-dialog'

addWords('progress', words)
const PATIENT = 40_000

const report = (more: Partial<Report> = {}): Report => ({
  project_id: 5,
  project_number: 'XM-5',
  project_name: '铜箔项目',
  unit_id: 2,
  unit_name: '某局',
  stage: 'started',
  month: '2026-12',
  due_on: '2026-12-25',
  adjusted_yuan: 0,
  total_before_yuan: 625_000_000,
  unchanged: false,
  confirmed: [],
  state: 'none',
  late: false,
  missing: false,
  frozen: false,
  changed: [],
  opinions: [],
  version: 0,
  can: ['report.submit'],
  last: {
    month: '2026-11',
    invested_month_yuan: 63_000_000,
    invested_total_yuan: 625_000_000,
    image_progress: '二期机组安装',
    problems: null,
    next_month: '按计划推进',
  },
  ...more,
})

it('asks about a figure that looks wrong, and hands in what was saved', { timeout: PATIENT }, async () => {
  const saved: { confirm?: unknown }[] = []
  const handed: unknown[] = []
  server.use(
    http.put('*/api/v1/projects/5/monthly-reports/2026-12', async ({ request }) => {
      const input = (await request.json()) as { confirm?: string[] }
      saved.push(input)
      if (!input.confirm?.includes('jump')) {
        const errors = [{ pointer: '/invested_month_yuan', code: 'jump', message: '达到10倍以上。请核对' }]
        return problem(422, 'report.suspicious', { errors })
      }
      return HttpResponse.json(report({ state: 'draft', version: 1 }))
    }),
    http.post('*/api/v1/monthly-reports/submissions', async ({ request }) => {
      handed.push(await request.json())
      return HttpResponse.json({ items: [] })
    }),
  )
  const closed = vi.fn()
  show(<ReportDialog row={report()} onClose={closed} />)
  const form = within(await screen.findByRole('dialog', { name: '2026年12月月报' }))
  expect((form.getByLabelText('形象进度') as HTMLTextAreaElement).value).toBe('二期机组安装')
  await userEvent.type(form.getByLabelText('本月完成投资'), '90000')
  await userEvent.click(form.getByRole('button', { name: '提交' }))
  await userEvent.click(await form.findByLabelText('本月投资达到上月的十倍以上，已核对'))
  await userEvent.click(form.getByRole('button', { name: '提交' }))
  await waitFor(() => expect(closed).toHaveBeenCalled())
  expect(saved).toHaveLength(2)
  expect(saved[1]).toMatchObject({ invested_month_yuan: 900_000_000, image_progress: '二期机组安装', confirm: ['jump'] })
  expect(handed).toEqual([{ month: '2026-12', rows: [{ project_id: 5, version: 1 }] }])
})

it('asks the total of a first report only, and offers no month without change before one', { timeout: PATIENT }, async () => {
  const { unmount } = show(<ReportDialog row={report({ last: null })} onClose={vi.fn()} />)
  expect(await screen.findByLabelText('累计完成投资')).toBeTruthy()
  expect(screen.queryByRole('button', { name: '无变化' })).toBeNull()
  unmount()
  show(<ReportDialog row={report()} onClose={vi.fn()} />)
  expect(await screen.findByRole('button', { name: '无变化' })).toBeTruthy()
  expect(screen.queryByLabelText('累计完成投资')).toBeNull()
})

it('stands on paper: milestones with plan, actual and how late; the last report, or that there is none', () => {
  const milestone = (id: number, more: Partial<Milestone>): Milestone => ({
    id,
    project_id: 5,
    project_number: 'XM-5',
    project_name: '铜箔项目',
    unit_id: 2,
    unit_name: '某局',
    code: 'main_works',
    name: `第${id}步`,
    planned_on: `2026-0${id}-01`,
    first_planned_on: `2026-0${id}-01`,
    state: 'ahead',
    files: [],
    needs_reason: false,
    changes: [],
    version: 1,
    can: [],
    ...more,
  })
  const items = [
    milestone(1, { state: 'done', actual_on: '2026-01-03', days_late: 2 }),
    milestone(2, { state: 'overdue', days_late: 45 }),
    milestone(3, { state: 'ended' }),
    ...[4, 5, 6, 7, 8].map((id) => milestone(id, {})),
  ]
  const { unmount } = show(<MilestonesOnPaper items={items} />)
  const part = screen.getByRole('region', { name: '里程碑' })
  expect(within(part).getAllByRole('row')[1]?.textContent).toBe('第2步2026-02-01—迟45天')
  expect(part.textContent).toContain('另1项')
  expect(part.textContent).not.toContain('第3步')
  unmount()
  const other = show(
    <LatestOnPaper report={report({ state: 'passed', invested_month_yuan: 63_000_000, image_progress: '封顶' })} />,
  )
  expect(screen.getByRole('region', { name: '2026年12月月报（审核通过）' }).textContent).toContain('形象进度：封顶')
  other.unmount()
  show(<LatestOnPaper report={undefined} />)
  expect(screen.getByText('还没有报过月报')).toBeTruthy()
})
