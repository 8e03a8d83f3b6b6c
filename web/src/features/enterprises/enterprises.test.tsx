import { configure, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { components } from '@/api/schema'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/enterprises'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { differences } from './compare'
import { isMask, patchOf } from './contact-form'
import { EnterpriseDetail } from './detail'
import { EditEnterprise, NewEnterprise } from './edit'
import { Library } from './list'
import { MergePage } from './merge'
import { EnterprisePaper } from './paper'
import { inputOf, valuesOf } from './values'

type Schemas = components['schemas']
addWords('enterprises', words)
// forms of twenty fields are slow to draw where nothing is laid out
vi.setConfig({ testTimeout: 30_000 })
configure({ asyncUtilTimeout: 5_000 })

const ALL = ['enterprise.edit', 'enterprise.merge', 'enterprise.withdraw', 'contact.reveal']
const enterprise = (id: number, more: Partial<Schemas['EnterpriseView']> = {}): Schemas['EnterpriseView'] => ({
  id,
  name: `铜业公司${id}`,
  credit_code: null,
  place: '甘肃省',
  industry: '',
  classes: [],
  nature: '',
  main_business: '',
  products: '',
  expansion_plan: '',
  source: '',
  source_url: '',
  remark: '',
  owner_unit_id: 2,
  created_at: '2026-03-05T02:32:00Z',
  updated_at: '2026-03-05T02:32:00Z',
  version: 1,
  aliases: [],
  can: ALL,
  ...more,
})
const contact: Schemas['Contact'] = {
  id: 7,
  enterprise_id: 1,
  name: '王建国',
  post: '经理',
  phone_masked: '138****5678',
  remark: '',
  created_at: '2026-03-05T02:32:00Z',
  updated_at: '2026-03-05T02:32:00Z',
  version: 1,
  can: ['enterprise.edit', 'contact.reveal'],
}
const list = <T,>(items: T[]) => ({ items, total: items.length, page: 1, per_page: 100 })
const tagged = (path: string, view: { version: number }) =>
  http.get(`*/api/v1${path}`, () => HttpResponse.json(view, { headers: { ETag: `"${view.version}-0a"` } }))
const candidate = (id: number): Schemas['Candidate'] => ({
  enterprise: { id, name: '金川集团公司' },
  score: 0.98,
  reasons: [{ kind: 'same_name', message: '名称相同：金川集团公司' }],
})

const around = () => [
  answers('/units', list([{ id: 2, name: '某市某局', short_name: '某局' }])),
  answers('/enterprises/summary', { total: 3, with_credit_code: 1, by_province: [], by_industry: [], by_class: [] }),
  answers('/enterprises/:id/contacts', list([contact])),
  answers('/projects', list([])),
  answers('/enterprise-merges', list([])),
]

beforeEach(() => {
  // happy-dom lays nothing out: the grid is given a height
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
  server.use(...around())
})

const nothing = vi.fn()
const library = (filters = {}, onChange = nothing) =>
  show(
    <Library
      filters={filters}
      sort={undefined}
      onChange={onChange}
      onOpen={nothing}
      create={<button type="button">新</button>}
    />,
  )

describe('the library', () => {
  it('shows rows with the unit by its name, and how many there are', async () => {
    server.use(answers('/enterprises', list([enterprise(1), enterprise(2), enterprise(3)])))
    library()
    expect(await screen.findByText('铜业公司1')).toBeTruthy()
    expect((await screen.findAllByText('某局')).length).toBe(3)
    expect(await screen.findByText(/^合计 3家 截至\d{4}-/)).toBeTruthy()
    expect(screen.getByText('有代码1家')).toBeTruthy()
  })
  it('says why it is empty: nothing there, or nothing that fits', async () => {
    server.use(answers('/enterprises', list([])))
    library()
    expect(await screen.findByText(/还没有企业/)).toBeTruthy()
    expect(screen.getByRole('button', { name: '新' })).toBeTruthy()
  })
  it('leaves filters that find nothing at one click', async () => {
    server.use(answers('/enterprises', list([])), answers('/list-conditions', { words: '', conditions: [] }))
    const change = vi.fn()
    library({ q: '没有' }, change)
    await userEvent.click(await screen.findByRole('button', { name: '清除全部条件' }))
    expect(change).toHaveBeenCalledWith({}, undefined)
  })
  it('says what failed', async () => {
    server.use(http.get('*/api/v1/enterprises', () => problem(500, 'server.internal', { detail: '服务出错了。' })))
    library()
    expect((await screen.findByRole('alert')).textContent).toContain('服务出错了。')
  })
})

const detail = (tab = 'profile') =>
  show(
    <EnterpriseDetail id={1} tab={tab} onTab={nothing} onEdit={nothing} onMerge={nothing} onPrint={nothing} onBack={nothing} />,
  )

describe('the sheet of an enterprise', () => {
  it('has what is known, masked numbers, its projects and how many more there are', async () => {
    const project = { id: 5, number: 'XM-5', name: '铜箔项目', stage: 'signed', total_investment_yuan: 25_220_000 }
    server.use(
      tagged('/enterprises/1', enterprise(1, { credit_code: '916203', main_business: '铜箔' })),
      answers('/projects', { ...list([project]), total: 12 }),
    )
    show(<EnterprisePaper id={1} by="招必达" onBack={nothing} rest={<p>洽谈</p>} />)
    expect(await screen.findByRole('heading', { name: '铜业公司1' })).toBeTruthy()
    expect(screen.getByText('138****5678')).toBeTruthy()
    expect(screen.getByText('铜箔项目').closest('tr')?.textContent).toContain('2,522')
    expect(screen.getByText('另11项')).toBeTruthy()
    expect(screen.getByText('916203')).toBeTruthy()
    expect(screen.queryByText('注册资本')).toBeNull()
    expect(screen.getByText('洽谈')).toBeTruthy()
  })
})

describe('the page of an enterprise', () => {
  it('draws what the API allows', async () => {
    server.use(tagged('/enterprises/1', enterprise(1)))
    detail()
    expect(await screen.findByRole('button', { name: '修改' })).toBeTruthy()
    expect(screen.getByRole('button', { name: '合并' })).toBeTruthy()
    expect(await screen.findByText(/由某局维护。/)).toBeTruthy()
  })
  it('draws no action that is absent, and tells whom to ask', async () => {
    server.use(tagged('/enterprises/1', enterprise(1, { can: [] })))
    detail()
    expect(await screen.findByText(/由某局维护，要修改内容请与其联系/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: '修改' })).toBeNull()
    expect(screen.queryByRole('button', { name: '作废' })).toBeNull()
  })
  it('says when it is gone', async () => {
    server.use(http.get('*/api/v1/enterprises/1', () => problem(404, 'resource.not_found')))
    detail()
    expect((await screen.findByRole('alert')).textContent).toContain('找不到，或你无权查看')
  })
  it('shows a whole number for a reason, and only while the layer is open', async () => {
    const reasons: unknown[] = []
    server.use(
      tagged('/enterprises/1', enterprise(1)),
      http.post('*/api/v1/enterprises/1/contacts/7/reveals', async ({ request }) => {
        reasons.push(await request.json())
        return HttpResponse.json({ id: 7, name: '王建国', phone: '13800005678' })
      }),
    )
    detail('contacts')
    await userEvent.click(await screen.findByRole('button', { name: '查看完整电话 王建国' }))
    const layer = await screen.findByRole('dialog')
    await userEvent.click(within(layer).getByRole('button', { name: '查看' }))
    expect(reasons).toEqual([])
    await userEvent.type(within(layer).getByLabelText('为什么要看'), '约定来访')
    await userEvent.click(within(layer).getByRole('button', { name: '查看' }))
    expect(await screen.findByText('13800005678')).toBeTruthy()
    expect(reasons).toEqual([{ reason: '约定来访' }])
    await userEvent.click(within(layer).getAllByRole('button', { name: '关闭' }).at(-1) as HTMLElement)
    await waitFor(() => expect(screen.queryByText('13800005678')).toBeNull())
  })
})

describe('the form', () => {
  it('shows likely duplicates while typing, and asks for a tick only when the API does', async () => {
    const sent: Schemas['EnterpriseInput'][] = []
    server.use(
      answers('/enterprises/candidates', { candidates: [candidate(3)] }),
      http.post('*/api/v1/enterprises', async ({ request }) => {
        const input = (await request.json()) as Schemas['EnterpriseInput']
        sent.push(input)
        return input.confirmed_different
          ? HttpResponse.json(enterprise(9, { name: input.name }), { status: 201 })
          : problem(409, 'enterprise.duplicate_suspected', { current: { candidates: [candidate(3)] } as never })
      }),
    )
    const saved = vi.fn()
    show(<NewEnterprise onSaved={saved} onCancel={nothing} />)
    await userEvent.type(await screen.findByLabelText('企业名称'), '金川集团')
    expect(await screen.findByText('可能性98%')).toBeTruthy()
    expect(screen.queryByRole('checkbox')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: '保存' }))
    await userEvent.click(await screen.findByRole('checkbox', { name: '以上企业都看过，确认不是同一家' }))
    await userEvent.click(screen.getByRole('button', { name: '保存' }))
    await waitFor(() => expect(saved).toHaveBeenCalledWith(9))
    expect(sent.map((one) => one.confirmed_different)).toEqual([undefined, true])
  })
  it('merges what two people changed at once', async () => {
    const tags: (string | null)[] = []
    server.use(
      tagged('/enterprises/1', enterprise(1)),
      http.put('*/api/v1/enterprises/1', async ({ request }) => {
        tags.push(request.headers.get('If-Match'))
        const input = (await request.json()) as Schemas['EnterpriseInput']
        if (tags.length === 1) {
          const current = enterprise(1, { place: '甘肃省金昌市', nature: '民营', version: 4 })
          return problem(412, 'resource.stale', { current: current as never })
        }
        return HttpResponse.json(enterprise(1, { place: input.place ?? '', nature: input.nature ?? '' }))
      }),
    )
    const saved = vi.fn()
    show(<EditEnterprise id={1} onSaved={saved} onCancel={nothing} />)
    const place = await screen.findByLabelText('所在地')
    await userEvent.clear(place)
    await userEvent.type(place, '甘肃省永昌')
    await userEvent.click(screen.getByRole('button', { name: '保存' }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByText('民营')).toBeTruthy()
    await userEvent.click(within(dialog).getByText('甘肃省永昌'))
    await userEvent.click(within(dialog).getByRole('button', { name: '按所选保存' }))
    await waitFor(() => expect(saved).toHaveBeenCalledWith(1))
    expect(tags).toEqual(['"1-0a"', '"4"'])
  })
  it('sends nothing for what is empty, and keeps what was not touched', () => {
    const values = valuesOf(enterprise(1, { registered_capital_yuan: 5, credit_code: null }))
    expect(values.credit_code).toBe('')
    const input = inputOf({ ...values, place: ' ', confirmed_different: false })
    expect(input).toMatchObject({ name: '铜业公司1', place: null, credit_code: null, registered_capital_yuan: 5 })
    expect('confirmed_different' in input).toBe(false)
  })
  it('never sends a mask as a number', () => {
    expect(isMask('138****5678')).toBe(true)
    expect(patchOf({ name: '王', post: '', phone: '138****5678', remark: '' })).toEqual({ name: '王', post: '', remark: '' })
    expect(patchOf({ name: '王', post: '', phone: '', remark: '' }).phone).toBeNull()
    expect(patchOf({ name: '王', post: '', phone: ' 13800005679 ', remark: '' }).phone).toBe('13800005679')
  })
})

describe('merging', () => {
  it('asks where both say something, fills in where only the other does', () => {
    const kept = enterprise(1, { place: '甘肃省', nature: '' })
    const found = differences(kept, enterprise(2, { place: '金昌', nature: '民营', industry: '' }))
    expect(found.map((one) => [one.field, one.kind])).toEqual([
      ['name', 'ask'],
      ['place', 'ask'],
      ['nature', 'filled'],
    ])
  })
  it('sends what was chosen, and starts again with fresh facts when one of them changed meanwhile', async () => {
    const sent: Schemas['MergeInput'][] = []
    let version = 1
    server.use(
      tagged('/enterprises/1', enterprise(1)),
      http.get('*/api/v1/enterprises/2', () => HttpResponse.json(enterprise(2, { place: `金昌${version}`, version }))),
      http.post('*/api/v1/enterprise-merges', async ({ request }) => {
        sent.push((await request.json()) as Schemas['MergeInput'])
        if (sent.length === 1) {
          version = 2
          return problem(412, 'resource.stale')
        }
        const merge: Schemas['Merge'] = {
          id: 5,
          kept_id: 1,
          kept_name: '铜业公司1',
          merged_id: 2,
          merged_name: '铜业公司2',
          merged_at: '2026-03-05T02:32:00Z',
          reason: '同一家',
          moved_contacts: 1,
          moved_references: 0,
          version: 1,
          can: ['enterprise.merge'],
        }
        return HttpResponse.json(merge, { status: 201 })
      }),
    )
    show(<MergePage id={1} other={2} onOther={nothing} onOpen={nothing} />)
    await userEvent.click(await screen.findByRole('radio', { name: /金昌1/ }))
    await userEvent.type(screen.getByLabelText('合并的理由'), '同一家')
    await userEvent.click(screen.getByRole('button', { name: '合并' }))
    expect(await screen.findByText(/刚刚被修改过/)).toBeTruthy()
    expect(await screen.findByRole('radio', { name: /金昌2/ })).toHaveProperty('checked', false)
    expect(screen.getByLabelText('合并的理由')).toHaveProperty('value', '同一家')
    await userEvent.click(screen.getByRole('button', { name: '合并' }))
    expect(await screen.findByText('已把“铜业公司2”并入“铜业公司1”')).toBeTruthy()
    expect(screen.getByRole('button', { name: '撤销合并' })).toBeTruthy()
    expect(sent.map((one) => [one.merged_version, one.take_from_merged])).toEqual([
      [1, ['place']],
      [2, undefined],
    ])
  })
})
