import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import type { ReactNode } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/supervision'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import type { ProjectColour, SlipView } from './api'
import { type Go, SlipDetail } from './detail'
import { HeadCard } from './head-card'
import { InstructDialog } from './instruct'
import { Slips } from './list'
import { ColourNumbers } from './numbers'
import { SimulationPanel } from './simulation'

addWords('supervision', words)
const nothing = vi.fn()
const PATIENT = 40_000 // a loaded machine takes its time
const go: Go = ({ children }) => <a href="/">{children}</a>

const slip = (more: Partial<SlipView> = {}): SlipView => ({
  id: 3,
  number: '督办〔2026〕3号',
  kind: 'remind',
  colour: 'blue',
  basis: 'meeting',
  basis_text: '市政府第3次常务会议',
  matter: '尽快办结土地手续',
  unit_id: 2,
  unit_name: '某局',
  issued_by: 4,
  issuer_name: '招必达',
  issued_at: '2026-11-01T00:00:00Z',
  received_on: '2026-11-01',
  working_days: 5,
  due_on: '2026-11-06',
  rule_revision: 1,
  state: 'open',
  overdue_days: 2,
  is_instruction: false,
  updated_at: '2026-11-01T00:00:00Z',
  version: 1,
  can: ['slip.answer'],
  feedback: [],
  extensions: [],
  course: [{ act: 'issued', done_at: '2026-11-01T00:00:00Z', done_by_name: '招必达', due_on: '2026-11-06' }],
  chain: [{ id: 3, number: '督办〔2026〕3号', kind: 'remind', due_on: '2026-11-06' }],
  ...more,
})
const colour: ProjectColour = {
  current: {
    colour: 'orange',
    rule: 'gap_points',
    because: '落后14个百分点（超过10为橙）',
    inputs: { missed_reports: 0 },
    since_on: '2026-06-30',
    turns_green_when: '落后不超过10个百分点',
    revision: 1,
  },
  history: [],
  ahead: [],
}
const detail = () => <SlipDetail id={3} go={go} onBack={nothing} onPrint={nothing} />

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

describe('a slip', () => {
  it('is answered by whose it is, and nobody else is offered to close it', { timeout: PATIENT }, async () => {
    const sent: unknown[] = []
    server.use(
      http.get('*/api/v1/slips/3', () => HttpResponse.json(slip(), { headers: { ETag: '"1"' } })),
      http.post('*/api/v1/slips/3/feedback', async ({ request }) => {
        sent.push([request.headers.get('If-Match'), await request.json()])
        return HttpResponse.json(slip({ state: 'answered', can: [] }))
      }),
    )
    show(detail())
    expect(await screen.findByText('逾期2天')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '销号' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: '反馈' }))
    const form = within(screen.getByRole('dialog', { name: '反馈' }))
    await userEvent.type(form.getByLabelText('办理情况'), '公告已发')
    await userEvent.click(form.getByRole('button', { name: '反馈' }))
    await waitFor(() => expect(sent).toEqual([['"1"', { said: '公告已发' }]]))
  })

  it('offers its issuer to close it, and says why the day is that day', { timeout: PATIENT }, async () => {
    server.use(
      answers('/slips/3', slip({ state: 'answered', can: ['slip.judge'], overdue_days: 0 })),
      answers('/slips/3/deadline', { due_on: '2026-11-06', explanation: '11月1日收到，当日不计', days: [], warnings: [] }),
    )
    show(detail())
    await screen.findByRole('button', { name: '销号' })
    expect(screen.getByRole('button', { name: '退回' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: '反馈' })).toBeNull()
    await userEvent.click(screen.getByText('为什么是这一天'))
    expect(await screen.findByText('11月1日收到，当日不计')).toBeTruthy()
  })

  it('says what failed when it cannot be read', async () => {
    server.use(http.get('*/api/v1/slips/3', () => problem(404, 'resource.not_found')))
    show(detail())
    expect(await screen.findByText('找不到，或你无权查看')).toBeTruthy()
  })
})

describe('slips', () => {
  it('stand with level and clock; only who may issue is offered to', { timeout: PATIENT }, async () => {
    const { feedback, extensions, course, chain, ...line } = slip()
    server.use(
      answers('/slips', { items: [line], total: 1, page: 1, per_page: 100 }),
      answers('/slips/summary', {
        total: 1,
        by_kind: [{ kind: 'remind', label: '提醒单', open: 1, overdue: 1, answered: 0, closed: 0, lapsed: 0 }],
      }),
      answers('/me/preferences', {}),
    )
    const shown = show(<Slips filters={{}} sort={undefined} onChange={nothing} onOpen={nothing} mayIssue={false} />)
    expect(await screen.findByText('尽快办结土地手续')).toBeTruthy()
    expect(screen.getByText('提醒单·蓝')).toBeTruthy()
    expect(screen.getByText('1份待反馈，其中逾期1份；待销号0份')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '签发督办单' })).toBeNull()
    shown.unmount()
    show(<Slips filters={{}} sort={undefined} onChange={nothing} onOpen={nothing} mayIssue />)
    expect(await screen.findByRole('button', { name: '签发督办单' })).toBeTruthy()
  })
})

describe('an instruction', () => {
  it('is on its way with one press when the first phrase fits', { timeout: PATIENT }, async () => {
    const sent: unknown[] = []
    server.use(
      answers('/rule-sets/supervision', {
        kind: 'supervision',
        label: '督办',
        latest_revision: 1,
        can: [],
        in_force: {
          content: { phrases: ['请抓紧推进。', '请报结果。'], instruction_days: 5, levels: [], extension_days_max: 20 },
        },
      }),
      http.post('*/api/v1/projects/7/instructions', async ({ request }) => {
        sent.push(await request.json())
        return HttpResponse.json(slip(), { status: 201 })
      }),
    )
    const closed = vi.fn()
    show(<InstructDialog project={{ id: 7, name: '铜箔项目' }} onClose={closed} />)
    const form = within(await screen.findByRole('dialog', { name: '对“铜箔项目”批示' }))
    await userEvent.click(form.getByRole('button', { name: '请报结果。' }))
    await userEvent.click(form.getByRole('button', { name: '发出' }))
    await waitFor(() => expect(sent).toEqual([{ text: '请报结果。', due_working_days: 5 }]))
    await waitFor(() => expect(closed).toHaveBeenCalled())
  })
})

describe('colours', () => {
  it('say word and shape, and on a press why, since when and what turns green', { timeout: PATIENT }, async () => {
    server.use(answers('/projects/7/colour', colour))
    show(<HeadCard project={7} />)
    const card = await screen.findByRole('button', { name: /橙/ })
    expect(card.textContent).toBe('▲橙滞后')
    await userEvent.click(card)
    expect(await screen.findByText('落后14个百分点（超过10为橙）')).toBeTruthy()
    expect(screen.getByText('落后不超过10个百分点')).toBeTruthy()
  })

  it('are counted, each number opening its list; none are shown where there are none', async () => {
    const by = [
      { colour: 'red', label: '红', count: 2 },
      { colour: 'green', label: '绿', count: 5 },
    ]
    server.use(answers('/colour-counts', { as_of_on: '2026-11-01', total: 7, by_colour: by }))
    const Open = ({ colour, children }: { colour: string; children: ReactNode }) => <a href={`/${colour}`}>{children}</a>
    show(<ColourNumbers Open={Open} />)
    const red = await screen.findByRole('link', { name: /红/ })
    expect(red.textContent).toContain('2个')
    expect(red.getAttribute('href')).toBe('/red')
  })

  it('are tried with other rules; what does not fit is said', { timeout: PATIENT }, async () => {
    server.use(
      http.post('*/api/v1/colour-simulations', () =>
        HttpResponse.json({
          as_of_on: '2026-11-01',
          revision: 1,
          projects: 5,
          now: [],
          simulated: [],
          changed: 1,
          changes: [{ from: 'orange', to: 'red', count: 1 }],
          items: [
            {
              project_id: 1,
              number: 'XM-1',
              name: '铜箔',
              lead_unit_name: '某局',
              from: 'orange',
              to: 'red',
              to_because: '逾期12天',
            },
          ],
        }),
      ),
    )
    show(<SimulationPanel content={{ rules: [] }} />)
    await userEvent.click(screen.getByRole('button', { name: '试算' }))
    expect(await screen.findByText(/看过5个项目，1个颜色会变/)).toBeTruthy()
    expect(screen.getByText('逾期12天', { exact: false })).toBeTruthy()
    server.use(http.post('*/api/v1/colour-simulations', () => problem(422, 'ruleset.invalid')))
    await userEvent.click(screen.getByRole('button', { name: /试算/ }))
    expect(await screen.findByText('原因与怎么办')).toBeTruthy()
  })
})
