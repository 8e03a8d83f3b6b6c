import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/claims'
import { show } from '@/test/render'
import { answers, me, problem, server } from '@/test/server'
import type { ClaimItem, ClaimView, ObjectionView, PoolItem, TransferView } from './api'
import { ClaimDetail } from './detail'
import { Claims } from './list'
import { ObjectionDetail } from './objections'
import type { Go } from './parts'
import { PoolDetail } from './pool'
import { Register } from './register'
import { TransferDetail } from './transfers'

addWords('claims', words)

const go: Go = ({ to, id, children }) => <a href={`#${to}-${id}`}>{children}</a>
const nothing = vi.fn()

const item = (more: Partial<ClaimItem> = {}): ClaimItem => ({
  id: 7,
  number: 'SB-2026-0007',
  lineage_id: 7,
  origin: 'registered',
  enterprise_id: 3,
  investor: '示例新能源科技有限公司',
  direction: '储能电池',
  unit_id: 4,
  unit_name: '某局',
  person_id: 6,
  person_name: '王芳',
  first_contact_on: '2026-03-01',
  state: 'pending',
  state_label: '待确认',
  last_progress_on: '2026-03-01',
  registered_on: '2026-03-02',
  object_by_on: '2026-03-09',
  rule_revision: 1,
  needs_ruling: false,
  created_at: '2026-03-02T01:00:00Z',
  updated_at: '2026-03-02T01:00:00Z',
  version: 3,
  ...more,
})
const claim = (more: Partial<ClaimView> = {}): ClaimView => ({
  ...item(),
  proof: [],
  warnings: [],
  progress: [],
  extensions: [],
  objections: [],
  transfers: [],
  lineage: [],
  can: [],
  ...more,
})
const tagged = (path: string, body: object, tag = '"3"') =>
  http.get(`*/api/v1${path}`, () => HttpResponse.json(body, { headers: { ETag: tag } }))
const detail = () => show(<ClaimDetail id={7} go={go} onBack={nothing} onPrint={nothing} />)

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

describe('the list of first claims', () => {
  const list = (filters = {}, onChange = nothing) =>
    show(<Claims filters={filters} sort={undefined} onChange={onChange} onOpen={nothing} />)

  it('says what is protected until when, and how many days are left', async () => {
    const now = new Date().toISOString().slice(0, 10)
    server.use(
      answers('/first-claims', {
        items: [item({ state: 'protected', protected_until: '2099-01-01', lapses_on: now })],
        total: 1,
      }),
    )
    list()
    expect(await screen.findByText('示例新能源科技有限公司')).toBeTruthy()
    expect(screen.getByText('保护中')).toBeTruthy()
    expect(screen.getByText('2099-01-01')).toBeTruthy()
    expect(screen.getByText(/今天到期|超期1天|还有1天/)).toBeTruthy()
  })

  it('says why it is empty, with and without filters, and what failed', async () => {
    server.use(answers('/first-claims', { items: [], total: 0 }))
    const first = list()
    expect(await screen.findByText(/还没有首报首谈登记/)).toBeTruthy()
    first.unmount()
    const change = vi.fn()
    const second = list({ state: 'lost' }, change)
    await userEvent.click(await screen.findByRole('button', { name: '清除全部条件' }))
    expect(change).toHaveBeenCalledWith({}, undefined)
    second.unmount()
    server.use(http.get('*/api/v1/first-claims', () => problem(500, 'server.internal', { detail: '服务出错了。' })))
    list()
    expect((await screen.findByRole('alert')).textContent).toContain('服务出错了。')
  })
})

describe('registering', () => {
  beforeEach(() => {
    const user = { id: 6, username: 'w', name: '王芳', unit_id: 4, unit_name: '某局', roles: [] }
    server.use(answers('/me', me({ user })), answers('/units', { items: [] }), answers('/users', { items: [] }))
  })

  it('asks first who talks with the investor, and says it in words', async () => {
    server.use(
      http.post('*/api/v1/claim-checks', () =>
        HttpResponse.json({
          in_talks: true,
          items: [{ message: '别局正在洽谈，自2026-03-01起。', person_name: '李明', investor: '示例新能源科技有限公司' }],
          note: '本次查询已记入日志。',
        }),
      ),
    )
    show(<Register onDone={nothing} onBack={nothing} />)
    expect(screen.queryByText('第二步：登记')).toBeNull()
    await userEvent.type(screen.getByLabelText('客商全称或统一社会信用代码'), '示例新能源科技有限公司{Enter}')
    expect(await screen.findByText(/别局正在洽谈，自2026-03-01起。/)).toBeTruthy()
    expect(screen.getByText(/联系人：李明/)).toBeTruthy()
    const name = await screen.findByLabelText('客商名称')
    expect((name as HTMLInputElement).value).toBe('示例新能源科技有限公司')
    await userEvent.click(screen.getByRole('button', { name: '提交登记' }))
    expect(await screen.findByText('请填写洽谈方向')).toBeTruthy()
    expect(screen.getByText('请填写首次接触的佐证')).toBeTruthy()
  })

  it('says why a question is refused', async () => {
    server.use(
      http.post('*/api/v1/claim-checks', () =>
        problem(422, 'request.invalid', { errors: [{ pointer: '/investor', code: 'too_short', message: '请填写客商全称' }] }),
      ),
    )
    show(<Register investor="示例" onDone={nothing} onBack={nothing} />)
    await userEvent.click(screen.getByRole('button', { name: '查询' }))
    expect((await screen.findByRole('alert')).textContent).toContain('请填写客商全称')
  })
})

describe('a claim', () => {
  it('offers what may be done and nothing else', async () => {
    server.use(tagged('/first-claims/:id', claim()))
    const first = detail()
    expect(await screen.findByRole('heading', { level: 1, name: '示例新能源科技有限公司' })).toBeTruthy()
    expect(screen.getAllByRole('button').map((b) => b.textContent)).toEqual(['打印登记表', '返回清单'])
    first.unmount()
    server.use(
      tagged(
        '/first-claims/:id',
        claim({
          state: 'protected',
          protected_from: '2026-03-03',
          protected_until: '2026-06-01',
          can: ['claim.register', 'claim.extend', 'claim.transfer', 'claim.release'],
        }),
      ),
    )
    detail()
    expect(await screen.findByRole('button', { name: '申请延期' })).toBeTruthy()
    expect(screen.getByRole('button', { name: '转共享' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: '确认' })).toBeNull()
  })

  it('says who is there already, and lets one object', async () => {
    const message = '别局（李明）自2026-03-01起登记洽谈。'
    server.use(tagged('/first-claims/:id', claim({ warnings: [{ kind: 'held', message }], can: ['claim.object'] })))
    detail()
    expect(await screen.findByText(message)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '提出异议' }))
    const dialog = await screen.findByRole('dialog')
    await userEvent.click(within(dialog).getByRole('button', { name: '提交' }))
    expect(await within(dialog).findByText('请填写佐证')).toBeTruthy()
  })

  it('sends a confirmation with the tag it read, and again over the newer one', async () => {
    const tags: (string | null)[] = []
    server.use(
      tagged('/first-claims/:id', claim({ can: ['claim.confirm'] })),
      http.post('*/api/v1/first-claims/7/confirmations', ({ request }) => {
        tags.push(request.headers.get('If-Match'))
        return tags.length === 1
          ? problem(412, 'resource.stale', { current: claim({ version: 4 }) as never })
          : HttpResponse.json(claim({ version: 5 }))
      }),
    )
    detail()
    await userEvent.click(await screen.findByRole('button', { name: '确认' }))
    const dialog = await screen.findByRole('dialog')
    await userEvent.click(within(dialog).getByText('属实，予以保护'))
    await userEvent.type(within(dialog).getByLabelText('意见'), '佐证属实')
    await userEvent.click(within(dialog).getByRole('button', { name: '提交' }))
    // what he wrote stays; he reads what happened and sends it again
    expect(await within(dialog).findByText(/已被别人改过/)).toBeTruthy()
    expect((within(dialog).getByLabelText('意见') as HTMLTextAreaElement).value).toBe('佐证属实')
    await userEvent.click(within(dialog).getByRole('button', { name: '提交' }))
    await waitFor(() => expect(tags).toEqual(['"3"', '"4"']))
  })

  it('is gone for who may not see it, and says what failed', async () => {
    server.use(http.get('*/api/v1/first-claims/:id', () => problem(404, 'resource.not_found')))
    const first = detail()
    expect((await screen.findByRole('alert')).textContent).toContain('找不到，或你无权查看')
    first.unmount()
    server.use(http.get('*/api/v1/first-claims/:id', () => problem(503, 'server.busy', { detail: '请稍候' })))
    detail()
    expect(await screen.findByRole('button', { name: '重试' })).toBeTruthy()
  })
})

describe('disputes, transfers, the pool', () => {
  const party = (name: string, id: number) => ({
    unit: { id, name },
    state: 'pending' as const,
    number: `SB-${id}`,
    claim_id: id,
  })
  const objection = (can: string[]): ObjectionView => ({
    id: 2,
    objector: party('乙局', 5),
    respondent: party('甲局', 4),
    reason: '先签了保密协议',
    proof: [],
    filed_on: '2026-03-03',
    rule_by_on: '2026-03-10',
    overdue: false,
    state: 'open',
    shares: [],
    version: 1,
    can,
  })

  it('asks for the shares of both units only where they follow jointly', async () => {
    const sent: unknown[] = []
    server.use(
      tagged('/claim-objections/:id', objection(['claim.rule'])),
      http.post('*/api/v1/claim-objections/2/rulings', async ({ request }) => {
        sent.push(await request.json())
        return HttpResponse.json(objection([]))
      }),
    )
    show(<ObjectionDetail id={2} go={go} onBack={nothing} />)
    await userEvent.click(await screen.findByRole('button', { name: '裁定' }))
    const dialog = await screen.findByRole('dialog')
    await userEvent.click(within(dialog).getByText('维持原登记'))
    expect(within(dialog).queryByLabelText('乙局的分成')).toBeNull()
    await userEvent.click(within(dialog).getByText('共同跟进，按比例分成'))
    await userEvent.type(within(dialog).getByLabelText('理由'), '各有贡献')
    for (const [unit, share] of [
      ['乙局', '40'],
      ['甲局', '60'],
    ]) {
      await userEvent.type(within(dialog).getByLabelText(`${unit}的分成`), share as string)
      await userEvent.type(within(dialog).getByLabelText(`${unit}的理由`), '参与洽谈')
    }
    await userEvent.click(within(dialog).getByRole('button', { name: '提交' }))
    await waitFor(() => expect(sent.length).toBe(1))
    expect(sent[0]).toEqual({
      ruling: 'joint',
      reason: '各有贡献',
      shares: [
        { unit_id: 5, share_percent: 40, reason: '参与洽谈' },
        { unit_id: 4, share_percent: 60, reason: '参与洽谈' },
      ],
    })
  })

  it('lets the asked answer and the giver reset, and does not mix them up', async () => {
    const transfer: TransferView = {
      id: 9,
      claim_id: 7,
      claim_number: 'SB-2026-0007',
      investor: '示例新能源科技有限公司',
      direction: '储能电池',
      first_contact_on: '2026-03-01',
      from_unit: { id: 4, name: '甲局' },
      reason: '没有用地',
      state: 'open',
      asks: [{ unit: { id: 5, name: '乙局' }, state: 'asked', asked_at: '2026-03-05T01:00:00Z' }],
      asked_at: '2026-03-05T01:00:00Z',
      version: 1,
      can: ['claim.accept', 'claim.decline'],
    }
    server.use(
      tagged('/claim-transfers/:id', transfer),
      http.get('*/api/v1/first-claims/:id', () => problem(404, 'resource.not_found')),
    )
    const asked = show(<TransferDetail id={9} go={go} onBack={nothing} />)
    expect(await screen.findByRole('button', { name: '承接' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: '终结流转' })).toBeNull()
    asked.unmount()
    server.use(
      tagged('/claim-transfers/:id', { ...transfer, can: ['claim.transfer', 'claim.withdraw'] }),
      tagged('/first-claims/:id', claim({})),
    )
    show(<TransferDetail id={9} go={go} onBack={nothing} />)
    expect(await screen.findByRole('button', { name: '终结流转' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: '承接' })).toBeNull()
  })

  it('says that another unit has picked it up, and hides what may not be picked up', async () => {
    const pooled: PoolItem = {
      id: 7,
      number: 'SB-2026-0007',
      investor: '示例新能源科技有限公司',
      direction: '储能电池',
      since_on: '2026-04-01',
      can: [],
    }
    server.use(tagged('/pool/:id', pooled))
    const first = show(<PoolDetail id={7} go={go} onBack={nothing} onPicked={nothing} />)
    expect(await screen.findByText('2026-04-01')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '领取' })).toBeNull()
    first.unmount()
    server.use(http.get('*/api/v1/pool/:id', () => problem(404, 'resource.not_found')))
    show(<PoolDetail id={7} go={go} onBack={nothing} onPicked={nothing} />)
    expect(await screen.findByText('已不在共享池，可能已被别的单位领取。')).toBeTruthy()
  })
})
