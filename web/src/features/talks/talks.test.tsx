import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/talks'
import { dayAfter, today } from '@/shared/dates'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import type { Talk } from './api'
import { TalkDetail } from './detail'
import type { Go } from './entry'
import { TalkForm } from './form'
import { Talks } from './list'
import { TalksTab } from './tab'
import type { Recorder } from './values'

addWords('talks', words)
const nothing = vi.fn()
const PATIENT = 40_000 // a loaded machine takes its time
const me: Recorder = { id: 4, name: '招必达', unit: { id: 2, name: '某局' }, mayUpload: true }
const go: Go = ({ children }) => <a href="/">{children}</a>
const company = { id: 35, name: '宝钛集团' }

const talk = (more: Partial<Talk> = {}): Talk => ({
  id: 5,
  number: 'QT-2026-0005',
  enterprise_id: 35,
  enterprise_name: '宝钛集团',
  unit_id: 2,
  unit_name: '某局',
  happened_on: '2026-11-01',
  kind: 'visit_in',
  said: '看了海绵钛产能和电价',
  outcome: 'interested',
  file_ids: [],
  files: [],
  our_users: [{ id: 4, name: '招必达' }],
  our_people: '招必达、赵某某（园区副主任）',
  our_others: '赵某某（园区副主任）',
  next_step: '提出长协价格意见',
  next_owner_id: 4,
  next_owner_name: '招必达',
  next_due_on: '2026-11-08',
  next_state: 'overdue',
  created_by: 4,
  created_by_name: '招必达',
  created_at: '2026-11-01T00:00:00Z',
  updated_at: '2026-11-01T00:00:00Z',
  version: 2,
  can: ['talk.edit', 'talk.follow'],
  ...more,
})
const page = (items: Talk[]) => ({ items, total: items.length, page: 1, per_page: 20 })

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

describe('the tab of talks', () => {
  it('says that there are none, and offers to record one', async () => {
    server.use(answers('/talks', page([])))
    const record = vi.fn()
    const shown = show(<TalksTab about={{ enterprise: company }} me={me} go={go} onRecord={record} />)
    expect(await screen.findByText('还没有洽谈记录')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '记一笔' }))
    expect(record).toHaveBeenCalled()
    shown.unmount()
    show(<TalksTab about={{ enterprise: company }} me={me} go={go} />)
    expect(await screen.findByText('还没有洽谈记录')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '记一笔' })).toBeNull()
  })
  it('says what was refused, and asks again', async () => {
    server.use(http.get('*/api/v1/talks', () => problem(403, 'policy.forbidden', { detail: '您没有“查看洽谈记录”的权限' })))
    show(<TalksTab about={{ project: { id: 7, name: '海绵钛项目' } }} me={me} go={go} />)
    expect(await screen.findByText(/您没有“查看洽谈记录”的权限/)).toBeTruthy()
    server.use(answers('/talks', page([talk()])))
    await userEvent.click(screen.getByRole('button', { name: '重试' }))
    expect(await screen.findByText('看了海绵钛产能和电价')).toBeTruthy()
  })
  it(
    'shows what is next, and finishes it',
    async () => {
      const sent: unknown[] = []
      server.use(
        answers(
          '/talks',
          page([talk(), talk({ id: 6, can: [], next_state: 'done', done_at: '2026-11-05T01:00:00Z', done_note: '已回函' })]),
        ),
        http.post('*/api/v1/talks/5/completions', async ({ request }) => {
          sent.push([request.headers.get('If-Match'), await request.json()])
          return HttpResponse.json(talk({ next_state: 'done', version: 3 }))
        }),
      )
      show(<TalksTab about={{ enterprise: company }} me={me} go={go} />)
      expect(await screen.findByText('逾期未办')).toBeTruthy()
      const [first, second] = screen.getAllByRole('listitem')
      expect(within(second as HTMLElement).getByText(/已回函/)).toBeTruthy()
      expect(within(second as HTMLElement).queryByRole('button', { name: '办结' })).toBeNull()
      await userEvent.click(within(first as HTMLElement).getByRole('button', { name: '办结' }))
      const dialog = await screen.findByRole('dialog')
      await userEvent.type(within(dialog).getByLabelText('办理情况'), '已寄出')
      await userEvent.click(within(dialog).getByRole('button', { name: '办结' }))
      await waitFor(() => expect(sent).toEqual([['"2"', { note: '已寄出' }]]))
    },
    PATIENT,
  )
})

describe('the form of a talk', () => {
  it(
    'fills in day, people and unit, proposes who and until when, and sends the same key until it succeeded',
    async () => {
      const sent: { key: string | null; body: Record<string, unknown> }[] = []
      server.use(
        answers('/enterprises', page([]) as never),
        answers('/projects', page([]) as never),
        answers('/users', page([]) as never),
        answers('/units', page([]) as never),
        http.post('*/api/v1/talks', async ({ request }) => {
          sent.push({ key: request.headers.get('Idempotency-Key'), body: (await request.json()) as Record<string, unknown> })
          return sent.length === 1 ? problem(503, 'server.busy') : HttpResponse.json(talk(), { status: 201 })
        }),
      )
      const close = vi.fn()
      show(<TalkForm me={me} about={{ enterprise: company }} onClose={close} />)
      const said = await screen.findByLabelText('谈了什么')
      expect(screen.queryByLabelText('下一步的负责人')).toBeNull()
      await userEvent.type(said, '问绿电价格')
      await userEvent.click(screen.getByText('有意向'))
      await userEvent.type(screen.getByLabelText('下一步'), '寄资料')
      expect(await screen.findByLabelText('下一步的负责人')).toBeTruthy()
      await userEvent.click(screen.getByRole('button', { name: '保存' }))
      await waitFor(() => expect(sent).toHaveLength(1))
      await userEvent.click(screen.getByRole('button', { name: '保存' }))
      await waitFor(() => expect(close).toHaveBeenCalled())
      expect(sent[1]?.key).toBe(sent[0]?.key)
      expect(sent[1]?.body).toMatchObject({
        enterprise_id: 35,
        project_id: null,
        happened_on: today(),
        said: '问绿电价格',
        outcome: 'interested',
        our_user_ids: [4],
        unit_id: 2,
        next_step: '寄资料',
        next_owner_id: 4,
        next_due_on: dayAfter(7),
      })
    },
    PATIENT,
  )
  it(
    'asks what is wrong at its field, and shows what stands behind more',
    async () => {
      server.use(
        http.post('*/api/v1/talks', () =>
          problem(422, 'request.invalid', {
            errors: [{ pointer: '/unit_id', code: 'not_found', message: '没有这个单位，请从单位列表中选择。' }],
          }),
        ),
      )
      show(<TalkForm me={me} about={{ enterprise: company }} onClose={nothing} />)
      await userEvent.click(await screen.findByRole('button', { name: '保存' }))
      expect(await screen.findByText('请填写谈了什么')).toBeTruthy()
      await userEvent.type(screen.getByLabelText('谈了什么'), '问绿电价格')
      await userEvent.click(screen.getByRole('button', { name: '保存' }))
      expect((await screen.findAllByText(/没有这个单位/)).length).toBeGreaterThan(0)
      expect(screen.getByRole('group')).toHaveProperty('open', true)
    },
    PATIENT,
  )
  it(
    'is saved over what somebody else changed only after asking',
    async () => {
      const tags: string[] = []
      server.use(
        http.put('*/api/v1/talks/5', ({ request }) => {
          tags.push(request.headers.get('If-Match') ?? '')
          return tags.length === 1
            ? problem(412, 'resource.stale', { current: talk({ said: '别人写的', version: 3 }) as never })
            : HttpResponse.json(talk({ version: 4 }))
        }),
      )
      const close = vi.fn()
      show(<TalkForm me={me} talk={talk()} onClose={close} />)
      await userEvent.type(await screen.findByLabelText('谈了什么'), '，要求答复')
      await userEvent.click(screen.getByRole('button', { name: '保存' }))
      expect(await screen.findByText('别人刚刚修改过')).toBeTruthy()
      expect(screen.getByText('别人写的')).toBeTruthy()
      await userEvent.click(screen.getByRole('button', { name: '全用我的' }))
      await userEvent.click(screen.getByRole('button', { name: '按所选保存' }))
      await waitFor(() => expect(close).toHaveBeenCalled())
      expect(tags).toEqual(['"2"', '"3"'])
    },
    PATIENT,
  )
})

describe('talks', () => {
  it('are listed with their sums, and the empty list says so', async () => {
    server.use(
      answers('/talks', page([])),
      answers('/talks/summary', { total: 0, enterprises: 0, open_steps: 0, overdue_steps: 0, by_kind: [], by_outcome: [] }),
    )
    const shown = show(<Talks filters={{}} sort={undefined} onChange={nothing} onOpen={nothing} />)
    expect(await screen.findByText('还没有洽谈记录')).toBeTruthy()
    shown.unmount()
    server.use(
      answers('/talks', page([talk()])),
      answers('/talks/summary', { total: 12, enterprises: 11, open_steps: 7, overdue_steps: 2, by_kind: [], by_outcome: [] }),
    )
    show(<Talks filters={{}} sort={undefined} onChange={nothing} onOpen={nothing} onRecord={nothing} />)
    expect(await screen.findByText('共12次，企业11家；后续未办结7项，其中逾期2项')).toBeTruthy()
    expect(screen.getByRole('button', { name: '记一笔' })).toBeTruthy()
  })
  it('offer no act to who may only read, and say when they are gone', async () => {
    server.use(answers('/talks/5', talk({ can: [] })))
    const shown = show(<TalkDetail id={5} me={me} go={go} onBack={nothing} />)
    expect(await screen.findByRole('heading', { name: '与宝钛集团的洽谈' })).toBeTruthy()
    for (const name of ['办结', '修改', '作废']) expect(screen.queryByRole('button', { name })).toBeNull()
    shown.unmount()
    server.use(http.get('*/api/v1/talks/5', () => problem(404, 'resource.not_found')))
    show(<TalkDetail id={5} me={me} go={go} onBack={nothing} />)
    expect(await screen.findByText('找不到，或你无权查看')).toBeTruthy()
  })
  it(
    'are withdrawn with a reason',
    async () => {
      const sent: unknown[] = []
      server.use(
        answers('/talks/5', talk()),
        http.post('*/api/v1/talks/5/withdrawals', async ({ request }) => {
          sent.push(await request.json())
          return HttpResponse.json(talk({ withdrawn_at: '2026-11-02T00:00:00Z', withdraw_reason: '重复', can: [] }))
        }),
      )
      show(<TalkDetail id={5} me={me} go={go} onBack={nothing} />)
      await userEvent.click(await screen.findByRole('button', { name: '作废' }))
      const dialog = await screen.findByRole('dialog')
      await userEvent.type(within(dialog).getByLabelText('理由'), '与上一条重复')
      await userEvent.click(within(dialog).getByRole('button', { name: '作废' }))
      await waitFor(() => expect(sent).toEqual([{ reason: '与上一条重复' }]))
    },
    PATIENT,
  )
})
