import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { http } from 'msw'
import type { ReactNode } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { lifecycle, project, projectAnswers } from '@/test/projects'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { MyProjects, type Part, type Waiting } from './mine'
import { type PaperParts, ProjectPaper } from './paper'
import { PhoneSheet } from './phone-sheet'

addWords('projects', words)

const Card = ({ id, className, children }: { id: number; className: string; children: ReactNode }) => (
  <a href={`/my-projects/${id}`} className={className}>
    {children}
  </a>
)
const mine = (waiting: Waiting[] = [], part: Part = 'lead') =>
  show(<MyProjects unitId={2} part={part} waiting={waiting} Card={Card} nav={null} />)
const cards = () => within(screen.getByRole('list', { name: '我的项目' })).getAllByRole('link')

describe('my projects', () => {
  const asked: URLSearchParams[] = []
  let bad: object[] = []
  beforeEach(() => {
    asked.length = 0
    bad = []
    server.use(
      ...[1, 2, 3, 4].map((id) => answers(`/projects/${id}/lifecycle`, lifecycle(id))),
      answers('/projects/3', project(3)),
      answers('/projects', (url) => {
        const colour = url.searchParams.get('colour')
        if (colour) return { items: colour === 'red' ? bad : [], total: bad.length, page: 1, per_page: 8 }
        asked.push(url.searchParams)
        const items = url.searchParams.get('page') === '1' ? [project(1), project(3), project(2)] : [project(4)]
        return { items, total: 9, page: 1, per_page: 8 }
      }),
    )
  })

  it('shows what waits first and only once, then what was moved last, with how far and how much', async () => {
    mine([{ id: 3, why: '签约材料被退回', overdueDays: 4 }])
    await waitFor(() =>
      expect(cards().map((one) => one.getAttribute('href'))).toEqual(['/my-projects/3', '/my-projects/1', '/my-projects/2']),
    )
    expect(cards()[0]?.textContent).toContain('签约材料被退回 超期4天')
    await waitFor(() => expect(cards()[1]?.textContent).toContain('在当前阶段40天'))
    const text = cards()[1]?.textContent ?? ''
    for (const part of ['铜箔项目1', '开工', '已超过提醒天数', '25.22亿元', '3,000万元', '下一步：在建（已提交）']) {
      expect(text).toContain(part)
    }
    expect(text).not.toContain('超期')
    const here = within(cards()[1] as HTMLElement).getByText('建设', { exact: false, selector: 'li' })
    expect(here.getAttribute('aria-current')).toBe('step')
    expect(asked[0]?.get('lead_unit_id')).toBe('2')
    expect(asked[0]?.get('sort')).toBe('-updated_at')
    expect(asked[0]?.get('fields')).not.toContain('content')
  })

  it('puts red before all others, with why, however long ago it last moved', async () => {
    const colour = { colour: 'red', because: '已逾期31天', since_on: '2026-03-01', inputs: {}, rule: 'days_overdue', revision: 1 }
    bad = [{ ...project(4), colour }]
    mine([{ id: 3, why: '签约材料被退回', overdueDays: 4 }])
    await waitFor(() => expect(cards().map((one) => one.getAttribute('href'))[0]).toBe('/my-projects/4'))
    expect(cards()[0]?.textContent).toContain('■红严重滞后 已逾期31天')
    expect(cards()[1]?.getAttribute('href')).toBe('/my-projects/3')
  })

  it('brings more when asked, and asks for what the unit supports', async () => {
    mine([], 'support')
    await waitFor(() => expect(cards()).toHaveLength(3))
    expect(asked[0]?.get('supporting_unit_id')).toBe('2')
    expect(asked[0]?.has('lead_unit_id')).toBe(false)
    await userEvent.click(screen.getByRole('button', { name: '显示更多' }))
    await waitFor(() => expect(cards()).toHaveLength(4))
    expect(screen.queryByRole('button', { name: '显示更多' })).toBeNull()
  })

  it('says why there is nothing, and what failed', async () => {
    server.use(answers('/projects', { items: [], total: 0, page: 1, per_page: 8 }))
    const { unmount } = mine()
    expect((await screen.findByRole('status')).textContent).toContain('没有本单位牵头、还在推进的项目')
    unmount()
    server.use(http.get('*/api/v1/projects', () => problem(500, 'server.internal')))
    mine()
    expect((await screen.findByRole('alert')).textContent).toContain('没有载入')
  })
})

describe('the sheet of a project in a hand', () => {
  it('has head, what is next, money, people and the last events, and offers whom the library can call', async () => {
    server.use(...projectAnswers(project(5)))
    const call = vi.fn()
    show(<PhoneSheet id={5} onBack={vi.fn()} onFull={vi.fn()} onCall={call} />)
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('铜箔项目5')
    const next = await screen.findByRole('region', { name: '下一步' })
    expect(next.textContent).toContain('还缺1项')
    expect(next.textContent).toContain('缺少施工现场照片')
    expect(next.textContent).not.toContain('您没有办理权限')
    expect((await screen.findByRole('region', { name: '到位资金' })).textContent).toContain('3,000万元')
    expect((await screen.findByRole('region', { name: '最近变动' })).textContent).toContain('推进阶段')
    expect(screen.getByRole('region', { name: '单位与企业' }).textContent).toContain('某局')
    expect(screen.getByRole('region', { name: '投资与效益' }).textContent).not.toContain('—')
    await userEvent.click(screen.getByRole('button', { name: '打电话' }))
    expect(call).toHaveBeenCalledWith([{ enterpriseId: 31, name: '华东示例合金有限公司' }])
  })

  it('offers no call to somebody who may not look at numbers, and leads back from what is not there', async () => {
    server.use(...projectAnswers(project(5)))
    const { unmount } = show(<PhoneSheet id={5} onBack={vi.fn()} onFull={vi.fn()} />)
    await screen.findByRole('region', { name: '最近变动' })
    expect(screen.queryByRole('button', { name: '打电话' })).toBeNull()
    unmount()
    server.use(http.get('*/api/v1/projects/6*', () => problem(404, 'resource.not_found')))
    const back = vi.fn()
    show(<PhoneSheet id={6} onBack={back} onFull={vi.fn()} />)
    expect((await screen.findByRole('alert')).textContent).toContain('找不到，或你无权查看')
    await userEvent.click(screen.getByRole('button', { name: '返回我的项目' }))
    expect(back).toHaveBeenCalledOnce()
  })
})

describe('a project on paper', () => {
  it('stands there when all of it is there, with who prints it and when', async () => {
    server.use(...projectAnswers(project(5, { units: [{ id: 4, name: '配合的局' }] })))
    const print = vi.fn()
    Object.assign(window, { print }) // the window of the tests has no printer
    show(<ProjectPaper id={5} by="招必达" onBack={vi.fn()} />)
    const button = screen.getByRole('button', { name: '打印' }) as HTMLButtonElement
    expect(button.disabled).toBe(true)
    const paper = await screen.findByRole('article')
    for (const part of [
      '铜箔项目5',
      'XM-2026-00005',
      '配合的局',
      '缺少施工现场照片',
      '25.22亿元',
      '● 签约 2026-02-10',
      '◉ 开工 2026-03-01',
      '○ 投产',
    ]) {
      expect(paper.textContent).toContain(part)
    }
    expect(paper.textContent).not.toContain('您没有办理权限')
    expect(paper.textContent).toMatch(/打印人：招必达　打印时间：\d{4}-\d{2}-\d{2} \d{2}:\d{2}/)
    await userEvent.click(button)
    expect(print).toHaveBeenCalledOnce()
  })

  it('waits for what the other rooms say, and has it on it; a part that is absent is not named', async () => {
    server.use(...projectAnswers(project(5)))
    const paper = (parts: PaperParts) => <ProjectPaper id={5} by="招必达" onBack={vi.fn()} parts={parts} />
    const { unmount } = show(paper({ waits: true }))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(screen.queryByRole('article')).toBeNull()
    unmount()
    const again = vi.fn()
    const failed = show(paper({ waits: false, failed: { error: new Error('x'), again } }))
    await userEvent.click(await screen.findByRole('button', { name: '重试' }))
    expect(again).toHaveBeenCalledOnce()
    expect(screen.queryByRole('article')).toBeNull()
    failed.unmount()
    show(paper({ waits: false, colour: <p>■ 红 严重滞后</p>, rest: <p>里程碑迟45天</p> }))
    const text = (await screen.findByRole('article')).textContent ?? ''
    expect(text).toContain('■ 红 严重滞后')
    expect(text).toContain('里程碑迟45天')
    expect(text).not.toContain('责任链')
    // what nobody knows yet takes no room
    expect(text).not.toContain('预计年产值')
  })

  it('is no half paper: what failed is said, and nothing can be printed', async () => {
    server.use(...projectAnswers(project(5)))
    server.use(http.get('*/api/v1/projects/5/funds', () => problem(500, 'server.internal')))
    show(<ProjectPaper id={5} by="招必达" onBack={vi.fn()} />)
    expect((await screen.findByRole('alert')).textContent).toContain('没有载入')
    expect(screen.queryByRole('article')).toBeNull()
    expect((screen.getByRole('button', { name: '打印' }) as HTMLButtonElement).disabled).toBe(true)
  })
})
