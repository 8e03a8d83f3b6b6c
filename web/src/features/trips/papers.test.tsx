/** Papers of the room, and the ways out of it. */
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/trips'
import { show, wide } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { company, trip, visit } from '@/test/trips'
import { TripDetail } from './detail'
import { type Links, LinksTo } from './links'
import { ReportPaper } from './report-paper'

addWords('trips', words)
const nothing = vi.fn()
const LINKS: Links = {
  enterprise: (id, text) => <a href={`/enterprises/${id}`}>{text}</a>,
  project: (id, text) => <a href={`/projects/${id}`}>{text}</a>,
  figure: (href, text) => <a href={href}>{text}</a>,
}
const linked = (page: ReactNode) => show(<LinksTo value={LINKS}>{page}</LinksTo>)
const hrefOf = (name: string) => screen.getByRole('link', { name }).getAttribute('href')
const detail = (tab?: string, onPrint: (what: string) => void = nothing) => (
  <TripDetail id={3} tab={tab} onTab={nothing} onBack={nothing} onGo={nothing} onPrint={onPrint} />
)

afterEach(() => void vi.restoreAllMocks())

const report = {
  number: 'CX-2026-0003',
  purpose: '赴长三角招商',
  leader: '副市长包远志',
  period: '2026-11-28至2026-11-30',
  route: ['上海（2026-11-28）', '苏州（2026-11-30）'],
  members: [{ id: 1, name: '招必达', unit: '某局', post: '科长' }],
  budget: [{ item: '交通', standard: '二等座', planned_yuan: 36_000, spent_yuan: 31_500 }],
  planned_yuan: 36_000,
  spent_yuan: 31_500,
  companies: [
    {
      name: '第1企业',
      met_days: ['2026-11-29'],
      persons: ['张总（董事长）'],
      outcome: '邀请来访',
      note: '谈电价',
      next_step: '发邀请函',
      owner: '王芳',
      next_due_on: '2026-12-14',
      projects: [],
    },
    { name: '第2企业', met_days: [], persons: [], projects: [] },
  ],
  activities: '走访两家',
  results: null,
  coordination: null,
  handed_in_on: '2026-12-02',
  due_on: '2026-12-07',
}

describe('the report on paper', () => {
  it('has the companies with what follows, the money added up, and the unit that signs it', async () => {
    server.use(answers('/negotiation-trips/3', trip({ state: 'closed' })), answers('/negotiation-trips/3/report', report))
    show(<ReportPaper id={3} by="招必达" onBack={nothing} />)
    expect(await screen.findByRole('heading', { level: 1, name: '外出招商报告' })).toBeTruthy()
    const companies = within(screen.getByRole('region', { name: '拜访企业表' }))
    expect(companies.getByText('发邀请函（王芳，12月14日）')).toBeTruthy()
    expect(companies.queryByText('项目')).toBeNull()
    expect(within(screen.getByRole('row', { name: /合计/ })).getByText('3.15')).toBeTruthy()
    expect(screen.getByText('某局', { selector: '.paper-sign span' })).toBeTruthy()
    expect(screen.getByText('提交日期：2026-12-02')).toBeTruthy()
  })
  it('says that it is a draft, and what failed', async () => {
    server.use(
      answers('/negotiation-trips/3', trip({ state: 'debriefing' })),
      answers('/negotiation-trips/3/report', { ...report, handed_in_on: null }),
    )
    const shown = show(<ReportPaper id={3} by="招必达" onBack={nothing} />)
    expect(await screen.findByText('报告草稿，12月7日前提交')).toBeTruthy()
    shown.unmount()
    server.use(http.get('*/api/v1/negotiation-trips/3/report', () => problem(404, 'resource.not_found', { detail: '找不到' })))
    show(<ReportPaper id={3} by="招必达" onBack={nothing} />)
    expect((await screen.findByRole('alert')).textContent).toContain('找不到')
  })
  it('is printed from the tab of the report', async () => {
    server.use(answers('/negotiation-trips/3', trip({ state: 'closed' })), answers('/negotiation-trips/3/report', report))
    const print = vi.fn()
    show(detail('report', print))
    await userEvent.click(await screen.findByRole('button', { name: '打印报告' }))
    expect(print).toHaveBeenCalledWith('report')
  })
})

describe('the page of a trip', () => {
  it('leads to its companies and projects, and to the photo of a card', async () => {
    const met = company(1, {
      visits: [visit(1, { card_file_id: 77, note: '谈电价' })],
      projects: [{ id: 12, name: '铜箔二期', stage: 'lead' } as never],
    })
    server.use(answers('/negotiation-trips/3', trip({ companies: [met] })))
    server.use(http.get('*/api/v1/files/77/content', () => HttpResponse.text('x')))
    // the window that all files share would go where the link leads
    const opened = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    linked(detail())
    expect(await screen.findByRole('link', { name: '第1企业' })).toBeTruthy()
    expect([hrefOf('第1企业'), hrefOf('铜箔二期')]).toEqual(['/enterprises/101', '/projects/12'])
    await userEvent.click(screen.getByRole('button', { name: '名片照片' }))
    await vi.waitFor(() => expect(opened).toHaveBeenCalled())
  })
  it('opens the list behind each number of what came of it', async () => {
    const figure = (name: string, count: number) => ({ figure: name, label: name, count, href: `/list/${name}` })
    server.use(
      answers('/negotiation-trips/3', trip({ state: 'closed' })),
      answers('/negotiation-trips/3/effects', {
        attribution: 'first',
        basis: '口径',
        figures: [figure('companies', 5), figure('signed', 0)],
        ratios: [],
        reported_totals: [],
      }),
    )
    linked(detail('effects'))
    expect((await screen.findByRole('link', { name: '5' })).getAttribute('href')).toBe('/list/companies')
    expect(screen.queryByRole('link', { name: '0' })).toBeNull()
  })
  it('has on a phone the next two acts in sight, the others and the papers behind 更多', async () => {
    wide(390)
    server.use(answers('/negotiation-trips/3', trip({ state: 'approved' })))
    show(detail())
    expect(await screen.findByRole('button', { name: '途中记录' })).toBeTruthy()
    expect(screen.getByRole('button', { name: '登记返回' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: '取消行程' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: '更多' }))
    const sheet = await screen.findByRole('dialog')
    expect(within(sheet).getByRole('button', { name: '取消行程' })).toBeTruthy()
    expect(within(sheet).getByRole('button', { name: '行程单' })).toBeTruthy()
  })
  it('has on a phone the ways elsewhere in sight when nothing is to be done', async () => {
    wide(390)
    server.use(answers('/negotiation-trips/3', trip({ state: 'closed', can: [] })))
    show(detail())
    expect(await screen.findByRole('button', { name: '行程单' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: '更多' })).toBeNull()
  })
})
