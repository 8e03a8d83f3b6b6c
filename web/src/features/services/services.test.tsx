import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import type { ReactElement, ReactNode } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/services'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import type { Approval, Ticket } from './api'
import { Approvals } from './approvals'
import { Complaints } from './complaints'
import type { Go } from './go'
import { PermitsOnPaper, TicketsOnPaper } from './paper-part'
import { Gaps, Records } from './records'
import { TicketsTab } from './tabs'
import { TicketDetail } from './ticket'
import { Tickets } from './tickets'

addWords('services', words)
const nothing = vi.fn()
const PATIENT = 40_000 // a loaded machine takes its time
const go: Go = ({ to, id, children }) => <a href={`/${to}/${id}`}>{children}</a>
const Open = ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>
const none = { items: [], total: 0, page: 1, per_page: 100 }
const kept = answers('/me/preferences', {})

const ticket = (more: Partial<Ticket> = {}): Ticket => ({
  id: 4,
  number: 'KN-2026-0004',
  enterprise_id: 31,
  enterprise_name: '金川集团公司',
  project_id: 5,
  project_name: '铜箔项目',
  kind: 'finance',
  title: '流动资金贷款',
  said: '银行授信尚未批复。',
  level: 'county',
  state: 'open',
  raised_on: '2026-11-26',
  raised_by: 6,
  raised_by_name: '工在先',
  raised_by_enterprise: false,
  raising_unit_id: 4,
  unit_id: 4,
  unit_name: '某局',
  due_on: '2026-11-27',
  accept_due_on: '2026-11-27',
  days_overdue: 4,
  awaits_signature: false,
  has_link: false,
  reopened_count: 0,
  created_at: '2026-11-26T01:00:00Z',
  updated_at: '2026-11-26T01:00:00Z',
  version: 3,
  steps: [
    {
      id: 1,
      kind: 'raised',
      text: '银行授信尚未批复。',
      by: '工在先',
      by_enterprise: false,
      at: '2026-11-26T01:00:00Z',
      files: [],
    },
  ],
  can: ['ticket.handle'],
  ...more,
})
const permit = (id: number, name: string, more: Partial<Approval> = {}): Approval => ({
  id,
  project_id: 5,
  project_name: '铜箔项目',
  project_number: 'XM-5',
  code: `p${id}`,
  name,
  state: 'planned',
  sort_no: id,
  after_codes: [],
  file_ids: [],
  files: [],
  pauses: [],
  waits_for: [],
  days_overdue: 0,
  created_at: '2026-11-01T01:00:00Z',
  created_by: 4,
  updated_at: '2026-11-01T01:00:00Z',
  version: 1,
  can: ['approval.edit'],
  ...more,
})

beforeEach(() => {
  // the window of the tests has no heights
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

describe('lists of services', () => {
  const pages: [string, string, string, () => ReactElement][] = [
    [
      'difficulties',
      '/tickets',
      '没有困难',
      () => <Tickets filters={{}} sort={undefined} onChange={nothing} onOpen={nothing} mayRaise={false} />,
    ],
    ['permits', '/approval-items', '没有手续', () => <Approvals filters={{}} sort={undefined} onChange={nothing} />],
    [
      'complaints',
      '/complaints',
      '没有投诉',
      () => <Complaints filters={{}} sort={undefined} onChange={nothing} onOpen={nothing} mayRegister={false} />,
    ],
    [
      'services',
      '/service-records',
      '还没有服务记录',
      () => <Records filters={{}} sort={undefined} onChange={nothing} onProject={nothing} mayRecord={false} open={Open} />,
    ],
    [
      'projects without contact',
      '/contact-gaps',
      '没有久未联系的项目',
      () => <Gaps filters={{}} onChange={nothing} onProject={nothing} />,
    ],
  ]
  it.each(pages)('%s: say why there is nothing, and what failed', { timeout: PATIENT }, async (_, path, words, page) => {
    server.use(
      kept,
      answers(path, none),
      http.get('*/api/v1/service-figures', () => problem(404, 'resource.not_found')),
    )
    const { unmount } = show(page())
    expect(await screen.findByText(new RegExp(words))).toBeTruthy()
    unmount()
    server.use(http.get(`*/api/v1${path}`, () => problem(500, 'server.internal')))
    show(page())
    expect((await screen.findAllByText(/没有载入/)).length).toBeGreaterThan(0)
  })

  it('stand with state and how late; only who may raise is offered to', { timeout: PATIENT }, async () => {
    server.use(kept, answers('/tickets', { ...none, items: [ticket()], total: 1 }))
    const list = (may: boolean) => <Tickets filters={{}} sort={undefined} onChange={nothing} onOpen={nothing} mayRaise={may} />
    const { unmount } = show(list(false))
    expect(await screen.findByText('流动资金贷款')).toBeTruthy()
    expect(screen.getByText(/超期4天/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: '提出困难' })).toBeNull()
    unmount()
    show(list(true))
    expect(await screen.findByRole('button', { name: '提出困难' })).toBeTruthy()
  })
})

describe('a difficulty', () => {
  const detail = <TicketDetail id={4} go={go} onBack={nothing} />
  const acts = () =>
    screen
      .getAllByRole('button')
      .map((one) => one.textContent)
      .filter((word) => word !== '返回清单')

  it.each<[string, Partial<Ticket>, string[]]>([
    ['open, for who handles it', {}, ['受理']],
    ['under way, for who handles it', { state: 'working' }, ['转交', '回应', '提请上级协调', '申报无法办理']],
    ['answered, for who handles it', { state: 'answered' }, ['生成确认链接', '补充回应']],
    ['waiting for a signature, for who signs', { state: 'working', can: ['ticket.sign'] }, ['同意无法办理', '退回继续办理']],
    ['over, for who may take it up again', { state: 'closed', can: ['ticket.reopen'] }, ['重开']],
    ['for somebody who may only read', { can: [] }, []],
  ])('offers what may be done: %s', { timeout: PATIENT }, async (_, more, expected) => {
    server.use(answers('/tickets/4', ticket(more)))
    show(detail)
    await screen.findByRole('heading', { level: 1, name: '流动资金贷款' })
    expect(acts()).toEqual(expected)
    expect(screen.getByRole('link', { name: '铜箔项目' }).getAttribute('href')).toBe('/project/5')
  })

  it('is answered with its version and a key; what is refused stands in the form', { timeout: PATIENT }, async () => {
    const sent: { text: unknown; tag: string | null; key: string | null }[] = []
    let answer = () =>
      problem(422, 'request.invalid', { errors: [{ pointer: '/text', code: 'x', message: '请写明结果' }] }) as Response
    server.use(
      answers('/tickets/4', ticket({ state: 'working' })),
      http.post('*/api/v1/tickets/4/answers', async ({ request }) => {
        const { headers } = request
        sent.push({ text: await request.json(), tag: headers.get('If-Match'), key: headers.get('Idempotency-Key') })
        return answer() as never
      }),
    )
    show(detail)
    await userEvent.click(await screen.findByRole('button', { name: '回应' }))
    const form = within(await screen.findByRole('dialog', { name: '回应' }))
    await userEvent.type(form.getByLabelText('怎么解决的'), '授信已批复')
    await userEvent.click(form.getByRole('button', { name: '回应' }))
    expect((await form.findAllByText('请写明结果')).length).toBeGreaterThan(0)
    answer = () => HttpResponse.json(ticket({ state: 'answered' }))
    await userEvent.click(form.getByRole('button', { name: '回应' }))
    await waitFor(() => expect(screen.queryByRole('dialog', { name: '回应' })).toBeNull())
    expect(sent.map((one) => [one.text, one.tag])).toEqual([
      [{ text: '授信已批复' }, '"3"'],
      [{ text: '授信已批复' }, '"3"'],
    ])
    expect(sent[0]?.key).toBe(sent[1]?.key)
  })

  it('says what failed, and leads back', async () => {
    server.use(http.get('*/api/v1/tickets/4', () => problem(404, 'resource.not_found')))
    const back = vi.fn()
    show(<TicketDetail id={4} go={go} onBack={back} />)
    expect(await screen.findByText('找不到，或你无权查看')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '返回清单' }))
    expect(back).toHaveBeenCalledOnce()
  })
})

describe('difficulties of a project', () => {
  it('say that there are none, and offer to raise one to who may', async () => {
    server.use(answers('/tickets', none))
    const about = { project: { id: 5, name: '铜箔项目' } }
    const { unmount } = show(<TicketsTab about={about} may go={go} />)
    expect(await screen.findByText('这个项目没有登记过困难。')).toBeTruthy()
    expect(screen.getByRole('button', { name: '提出困难' })).toBeTruthy()
    unmount()
    show(<TicketsTab about={about} may={false} go={go} />)
    await screen.findByText('这个项目没有登记过困难。')
    expect(screen.queryByRole('button', { name: '提出困难' })).toBeNull()
  })
})

describe('services on paper', () => {
  it('put late permits first, count what is done, and cut a long list', () => {
    const items = [
      permit(1, '备案', { state: 'finished', due_on: '2026-09-21' }),
      permit(2, '节能审查', { state: 'received', due_on: '2026-11-20', days_overdue: 11 }),
      permit(3, '土地出让', { state: 'received', due_on: '2027-01-06' }),
      permit(4, '环评', { state: 'finished', days_overdue: 8 }),
      permit(5, '不办的', { state: 'not_needed' }),
      ...[6, 7, 8, 9, 10].map((id) => permit(id, `第${id}项`)),
    ]
    show(<PermitsOnPaper items={items} />)
    const part = screen.getByRole('region', { name: '手续' })
    expect(part.textContent).toContain('已办结2/9项，1项逾期')
    expect(within(part).getAllByRole('row')[1]?.textContent).toBe('节能审查超期11天2026-11-20')
    expect(within(part).getAllByRole('row')[2]?.textContent).toBe('土地出让办理中2027-01-06')
    expect(part.textContent).toContain('另2项')
    expect(part.textContent).not.toContain('不办的')
  })

  it('say how late a difficulty is, or that there is none', () => {
    const { unmount } = show(<TicketsOnPaper items={[ticket()]} />)
    expect(screen.getByRole('region', { name: '没有办结的困难' }).textContent).toContain(
      '流动资金贷款（融资，待受理，某局，超期4天）',
    )
    unmount()
    show(<TicketsOnPaper items={[]} />)
    expect(screen.getByText('没有。')).toBeTruthy()
  })
})
