import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { describe, expect, it, vi } from 'vitest'
import type { components } from '@/api/schema'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/reports'
import { fundsByMonth } from '@/test/funds'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { Board } from './board'
import { Dashboard } from './dashboard'
import { EffectRecords } from './effect-records'
import { Effects } from './effects'
import { DashboardPaper } from './paper'
import { Rates } from './rates'
import { Targets } from './targets'

addWords('reports', words)
type Schemas = components['schemas']
const nothing = vi.fn()
const figure = (value: number, unit: string, href: string): Schemas['LinkedFigure'] => ({ value, unit, href })

const rate = (more: Partial<Schemas['RateView']>): Schemas['RateView'] => ({
  code: 'start',
  label: '开工率',
  numerator: figure(198, '项', '/api/v1/rates/projects?figure=started'),
  denominator: figure(292, '项', '/api/v1/rates/projects?figure=signed'),
  percent: 67.81,
  shown: '67.81%',
  formula: '（投产18 + 在建180）÷ 签约292 = 67.81%',
  ...more,
})
const contracts = {
  signed: figure(292, '项', '/api/v1/rates/projects?figure=signed'),
  amount: figure(71_400_000_000, '元', '/api/v1/rates/projects?figure=signed'),
  takeovers: 0,
  states: [],
  excluded: figure(2, '项', '/api/v1/rates/projects?figure=excluded'),
  excluded_by: [{ code: 'real_estate', label: '房地产', count: 2 }],
}
const rates: Schemas['RatesView'] = {
  ...contracts,
  as_of: '2026-11-30',
  basis: '只计合同',
  rounding: 'half_up',
  funds: figure(7_120_000_000, '元', '/api/v1/rates/projects?figure=with_funds'),
  rates: [
    rate({}),
    rate({
      code: 'funds',
      label: '资金到位率',
      numerator: figure(7_120_000_000, '元', '/api/v1/rates/projects?figure=with_funds'),
      denominator: figure(0, '元', '/api/v1/rates/projects?figure=signed'),
      percent: null,
      shown: '—',
      unknown_because: '签约金额不明',
    }),
  ],
}
const row = (more: Partial<Schemas['ProgressRow']> = {}): Schemas['ProgressRow'] => ({
  unit_id: 2,
  unit_name: '某局',
  done: figure(100_000_000, '元', '/api/v1/targets/progress/projects?indicator=funds_outside_city&unit_id=2'),
  last_year: figure(50_000_000, '元', '/api/v1/targets/progress/projects?last_year=true'),
  target: 200_000_000,
  completion_percent: 50,
  gap_points: -41.78,
  growth_percent: 100,
  formula: '',
  unknown_because: [],
  ...more,
})
const progress: Schemas['ProgressTable'] = {
  indicator: 'funds_outside_city',
  unit: '元',
  from: '2026-01-01',
  through: '2026-12-01',
  year_share: '335÷365天',
  year_share_percent: 91.78,
  basis: '已审核',
  rows: [row()],
  total: row({ unit_id: null, unit_name: '合计' }),
}
const dashboard: Schemas['DashboardView'] = {
  as_of: '2026-12-01',
  basis: '口径',
  contracts: { ...contracts, rates: [rate({})] },
  funds: {
    in_place: figure(3_000_000_000, '元', '/api/v1/projects?funds_in_place_yuan.gte=1'),
    outside_city: figure(2_522_000_000, '元', '/api/v1/projects?funds_outside_city_yuan.gte=1'),
    outside_province: figure(0, '元', '/api/v1/projects?funds_outside_province_yuan.gte=1'),
  },
  projects: {
    count: 26,
    excluded_count: 0,
    by_chain: [],
    by_end_state: [],
    by_industry: [],
    by_unit: [],
    total_investment_yuan: 3_382_000_000,
    fixed_assets_yuan: 0,
    contract_amount_yuan: 0,
    funds_in_place_yuan: 0,
    funds_outside_city_yuan: 0,
    funds_outside_province_yuan: 0,
    by_stage: [
      {
        key: 'lead',
        label: '线索',
        count: 17,
        total_investment_yuan: 3_382_000_000,
        fixed_assets_yuan: 0,
        contract_amount_yuan: 0,
        funds_in_place_yuan: 0,
        funds_outside_city_yuan: 0,
        funds_outside_province_yuan: 0,
      },
    ],
  },
  rank_by: 'funds_outside_city',
  ranking: [],
  trips: null,
}

describe('the dashboard', () => {
  const months = answers('/dashboard/funds-by-month', fundsByMonth())
  const open = () =>
    show(
      <Dashboard
        title="综合看板"
        filters={{ chain: '铜' }}
        rankBy={undefined}
        onRank={nothing}
        bar={null}
        onPrint={vi.fn()}
        onOpen={nothing}
      />,
    )

  it('is printed across one sheet with its filter in words and its charts', async () => {
    server.use(
      answers('/dashboard', dashboard),
      answers('/targets/progress', progress),
      answers('/list-conditions', { words: '产业链：铜', conditions: [] }),
      months,
    )
    show(
      <DashboardPaper
        filters={{ chain: '铜' }}
        rankBy={undefined}
        onRank={nothing}
        by="招必达"
        onBack={nothing}
        numbers={<p>红1</p>}
      />,
    )
    expect(await screen.findByText('条件：产业链：铜')).toBeTruthy()
    expect(screen.getByText('红1')).toBeTruthy()
    expect(screen.getByRole('region', { name: '各阶段项目数' })).toBeTruthy()
    expect(screen.getByText(/^打印人：招必达/).closest('article')?.className).toContain('across')
  })

  it('prints six figures, each with its list, its day and the growth the API gives', async () => {
    server.use(answers('/dashboard', dashboard), answers('/targets/progress', progress), months)
    open()
    const figures = await screen.findByRole('list', { name: '主要数字' })
    expect(within(figures).getAllByRole('listitem')).toHaveLength(6)
    expect(within(figures).getByRole('link', { name: '26项' }).getAttribute('href')).toBe('/projects?chain=%E9%93%9C')
    await waitFor(() => expect(within(figures).getAllByText('同比+100.00%')).toHaveLength(3))
    expect(within(figures).getAllByText('截至2026-12-01')).toHaveLength(6)
    expect(screen.getByRole('img', { name: '共26项：线索17项' })).toBeTruthy()
    expect(screen.getByRole('img', { name: '序时进度91.78%。某局50.00%' })).toBeTruthy()
  })

  it('turns every chart into its table at one key, with the same lists', async () => {
    server.use(answers('/dashboard', dashboard), answers('/targets/progress', progress), months)
    open()
    await screen.findByRole('img', { name: '共26项：线索17项' })
    await userEvent.keyboard('t')
    const table = screen.getByRole('table', { name: '各阶段项目数' })
    expect(within(table).getByRole('link', { name: '17' }).getAttribute('href')).toBe('/projects?chain=%E9%93%9C&stage=lead')
    expect(screen.queryByRole('img', { name: /线索/ })).toBeNull()
    await userEvent.keyboard('t')
    expect(screen.queryByRole('table')).toBeNull()
  })

  it('lives on when a panel fails, and says what failed', async () => {
    server.use(
      answers('/dashboard', dashboard),
      months,
      http.get('*/api/v1/targets/progress', () => problem(500, 'server.internal', { detail: '进度没有算出' })),
    )
    open()
    expect(await screen.findByText('进度没有算出')).toBeTruthy()
    expect(screen.getByRole('link', { name: '26项' })).toBeTruthy()
  })
})

describe('the rates', () => {
  it('show numerator and denominator with their lists, and why one is not known', async () => {
    server.use(answers('/rates', rates), answers('/targets/progress', progress))
    show(<Rates title="比率" search={{}} onChange={nothing} />)
    expect(await screen.findByText('67.81%')).toBeTruthy()
    expect(screen.getByRole('link', { name: '198项' }).getAttribute('href')).toBe('/rates/projects?figure=started')
    expect(screen.getByText('签约金额不明')).toBeTruthy()
    expect(screen.getByText('不予认定、不计入的：房地产2项。')).toBeTruthy()
    expect(await screen.findByText('−41.78个百分点')).toBeTruthy()
  })

  it('compare a printed value: the address asks, the API says the difference', async () => {
    const change = vi.fn()
    server.use(answers('/rates', rates), answers('/targets/progress', progress))
    show(<Rates title="比率" search={{ chain: '铜' }} onChange={change} />)
    await userEvent.type(await screen.findByLabelText('已印发的开工率（%）'), '67.8%{Enter}')
    expect(change).toHaveBeenCalledWith({ chain: '铜', printed_start: '67.8' })
  })
})

describe('the targets', () => {
  const target = (more: Partial<Schemas['TargetView']> = {}): Schemas['TargetView'] => ({
    year: 2026,
    unit_id: 2,
    unit_name: '某局',
    indicator: 'funds_outside_city',
    target: 200_000_000,
    basis: '某文',
    version: 1,
    updated_at: '2026-01-01T00:00:00Z',
    can: ['target.edit'],
    ...more,
  })
  const open = (may = true) => show(<Targets title="年度任务" search={{ year: '2026' }} onChange={nothing} mayAdd={may} />)
  const ready = (list: Schemas['TargetView'][]) =>
    server.use(answers('/targets/progress', progress), answers('/targets', { year: 2026, items: list }))

  it('draw no button that one may not press', async () => {
    ready([target({ can: [] })])
    open(false)
    expect(await screen.findByText('某文')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '下达任务' })).toBeNull()
    expect(screen.queryByRole('button', { name: '调整某局的任务' })).toBeNull()
  })

  it('say when there is nothing yet', async () => {
    server.use(answers('/targets/progress', { ...progress, rows: [] }), answers('/targets', { year: 2026, items: [] }))
    open()
    expect(await screen.findByText('2026年还没有下达任务，也没有完成数。')).toBeTruthy()
  })

  it('are changed over the version that was read; who was slower sees both values', async () => {
    ready([target()])
    const sent: { tag: string | null; body: unknown }[] = []
    server.use(
      http.get('*/api/v1/targets/2026/2/funds_outside_city', () => HttpResponse.json(target(), { headers: { ETag: '"1"' } })),
      http.put('*/api/v1/targets/2026/2/funds_outside_city', async ({ request }) => {
        sent.push({ tag: request.headers.get('If-Match'), body: await request.json() })
        if (sent.length > 1) return HttpResponse.json(target({ version: 3 }))
        return problem(412, 'version.conflict', { current: target({ target: 250_000_000, version: 2 }) as never })
      }),
    )
    open()
    await userEvent.click(await screen.findByRole('button', { name: '调整某局的任务' }))
    const input = await screen.findByLabelText('任务数（万元）')
    await userEvent.clear(input)
    await userEvent.type(input, '3亿')
    await userEvent.click(screen.getByRole('button', { name: '保存' }))
    await userEvent.click(await screen.findByText('3.00亿元'))
    await userEvent.click(screen.getByText('按所选保存'))
    await waitFor(() => expect(sent).toHaveLength(2))
    expect(sent[0]).toEqual({ tag: '"1"', body: { target: 300_000_000, basis: '某文' } })
    expect(sent[1]).toEqual({ tag: '"2"', body: { target: 300_000_000, basis: '某文' } })
  }, 20_000)
})

const effect = (code: Schemas['Figure'], label: string, count: number): Schemas['EffectFigure'] => ({
  figure: code,
  label,
  count,
  href: `/api/v1/trip-effects/${code}?attribution=decisive`,
})
const effects: Schemas['EffectsView'] = {
  attribution: 'decisive',
  basis: '口径',
  figures: [
    effect('trips', '外出次数', 2),
    effect('companies', '见到企业', 7),
    { ...effect('signed', '签约项目', 2), share: { numerator: 3, denominator: 2, text: '3/2' } },
    { ...effect('funds', '到位资金', 1), amount_yuan: 43_760_000 },
  ],
  ratios: [
    {
      code: 'intention_rate',
      label: '意向率',
      numerator: { numerator: 0, denominator: 1, text: '0' },
      denominator: { numerator: 0, denominator: 1, text: '0' },
    },
  ],
  reported_totals: [
    {
      id: 1,
      period: '2019年',
      provinces: [],
      reported_by: '某人',
      source: '某报',
      lower_bound: true,
      records: '外出18次、企业80余家，没有逐条记录。',
      intention_rate: '≤ 40 %',
      can: [],
      version: 1,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
    } as Schemas['TripTotalView'],
  ],
}
const provinces: Schemas['ProvincesView'] = {
  attribution: 'decisive',
  basis: '口径',
  elsewhere: { trips: 0, companies: 1, intentions: 0, projects: 0 },
  items: [
    { code: '610000', name: '陕西省', lon: 0, lat: 0, href: '', trips: 1, companies: 3, intentions: 0, projects: 0 },
    { code: '620000', name: '甘肃省', lon: 0, lat: 0, href: '', trips: 1, companies: 4, intentions: 0, projects: 0 },
  ],
}

describe('the effects of trips', () => {
  const open = (onChange = nothing) => show(<Effects title="外出招商成效" search={{}} onChange={onChange} onOpen={nothing} />)

  it('go from trips to funds, every number with its list; sums without rows stand apart', async () => {
    server.use(
      answers('/trip-effects', effects),
      answers('/trip-effects/provinces', provinces),
      http.get('*china*.json', () => new HttpResponse(null, { status: 404 })),
    )
    open()
    expect(
      (await screen.findByRole('link', { name: /到位资金 4,376万元（1项）|到位资金.*4,376万元（1项）/ })).getAttribute('href'),
    ).toBe('/effects/funds?attribution=decisive')
    expect(screen.getByText('2（折算3/2项）')).toBeTruthy()
    expect(screen.getByText('外出18次、企业80余家，没有逐条记录。')).toBeTruthy()
    expect(screen.getByText('分母为零，算不出')).toBeTruthy()
    expect(screen.getByText('归属规则：归使其成为项目的那次外出')).toBeTruthy()
  })

  it('keep the table of provinces when there is no map, walked with the arrows', async () => {
    server.use(
      answers('/trip-effects', effects),
      answers('/trip-effects/provinces', provinces),
      http.get('*china*.json', () => new HttpResponse(null, { status: 404 })),
    )
    open()
    const first = await screen.findByRole('link', { name: '陕西省' })
    expect(first.getAttribute('href')).toBe('/effects/trips?attribution=decisive&province=610000')
    expect(await screen.findByText('没有地图文件，只列表格。')).toBeTruthy()
    first.focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(document.activeElement?.textContent).toBe('甘肃省')
  })

  it('say that a figure is known as a sum only', async () => {
    server.use(
      answers('/trip-effects/companies', {
        figure: 'companies',
        attribution: 'decisive',
        items: [],
        total: 0,
        page: 1,
        per_page: 1,
        totals_only: ['只知合计：企业80余家'],
      }),
    )
    show(<EffectRecords figure="companies" search={{}} onOpen={nothing} />)
    expect(await screen.findByText('只知合计：企业80余家')).toBeTruthy()
    expect(await screen.findByText('这个数没有逐条的记录')).toBeTruthy()
  })
})

describe('the board', () => {
  const card = (id: number) => ({
    id,
    number: `XM-${id}`,
    name: `项目${id}`,
    lead_unit_id: 2,
    total_investment_yuan: null,
    stage_since_on: '2020-01-01',
    days_in_stage: 12,
    overdue: true,
    end_state: null,
  })
  const column = (page: number): Schemas['BoardColumn'] => ({
    stage: 'lead',
    label: '线索',
    total: 12,
    total_investment_yuan: 0,
    without_amount: 12,
    page,
    per_page: 10,
    items: page === 1 ? Array.from({ length: 10 }, (_, i) => card(i + 1)) : [card(11), card(12)],
  })

  it('pages a column by itself, with counts from the API', async () => {
    server.use(
      answers('/board', (url) => ({
        total: 12,
        total_investment_yuan: 0,
        columns: [column(Number(url.searchParams.get('page') ?? 1))],
      })),
    )
    show(
      <Board
        filters={{}}
        bar={null}
        actions={null}
        onReset={nothing}
        Card={({ id, children }) => <a href={`/projects/${id}`}>{children}</a>}
      />,
    )
    expect(await screen.findByText('项目10')).toBeTruthy()
    expect(screen.getByText('没有选“推进情况”时，看板只列正常推进的项目。')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '再看2项' }))
    expect(await screen.findByText('项目12')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /再看/ })).toBeNull()
  })
})
