import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { project, projectAnswers, transitions } from '@/test/projects'
import { show, wide } from '@/test/render'
import { answers, server } from '@/test/server'
import { ProjectDetail } from './detail'
import { Latest } from './latest'
import { metOf } from './next-steps'
import { WaysBy } from './repairs'
import type { Schemas } from './writes'

addWords('projects', words)
const PATIENT = 40_000

const page = (view = project(5), more: Partial<Parameters<typeof ProjectDetail>[0]> = {}) => (
  <ProjectDetail id={view.id} can={[]} tab={undefined} onTab={vi.fn()} onBack={vi.fn()} onPrint={vi.fn()} {...more} />
)

beforeEach(() => {
  localStorage.clear()
  wide(1024)
})

describe('the way to a repair', () => {
  it('is one press from what lacks, and opens the form of the place', { timeout: PATIENT }, async () => {
    server.use(...projectAnswers(project(5, { can: ['funds.record'] })))
    const wayOf = (field: string) =>
      field === 'evidence.photo' ? ({ word: 'register', open: { form: 'funds' } } as const) : undefined
    show(<WaysBy value={{ wayOf, go: vi.fn() }}>{page()}</WaysBy>)
    const next = within(await screen.findByRole('region', { name: '下一步' }))
    await waitFor(() => expect(next.getAllByRole('button').map((one) => one.textContent)).toEqual(['去登记']))
    await userEvent.click(next.getByRole('button', { name: '去登记：缺少施工现场照片' }))
    expect(await screen.findByRole('dialog', { name: '登记到位资金' })).toBeTruthy()
  })

  it('is taken from the address once', { timeout: PATIENT }, async () => {
    server.use(...projectAnswers(project(5)))
    const onAsked = vi.fn()
    show(page(project(5), { asked: 'funds', onAsked }))
    expect(await screen.findByRole('dialog', { name: '登记到位资金' })).toBeTruthy()
    expect(onAsked).toHaveBeenCalledOnce()
  })
})

describe('the gates of the next stage', () => {
  const gate = {
    roles: ['lead_unit', 'investor'],
    fields: [
      { field: 'a', label: '甲', required: true, any_of: '甲或乙' },
      { field: 'b', label: '乙', required: true, any_of: '甲或乙' },
      { field: 'c', label: '丙', required: true },
      { field: 'd', label: '丁', required: false },
    ],
    evidence: [{ evidence_type: 'scan', label: '扫描件', min_files: 1 }],
    sums: [{ sum: 'funds_in_place_yuan' }],
  }
  const target = (lacks: readonly string[]) =>
    ({ gate, blocking: lacks.map((field) => ({ field })) }) as unknown as Schemas['TransitionTarget']

  it('are ticked where nothing lacks; one member stands for its group', () => {
    expect(metOf(target([]))).toEqual(['责任单位', '投资方', '甲或乙', '丙', '扫描件', '到位资金（已审核）'])
    expect(metOf(target(['investor', 'a', 'evidence.scan', 'funds_in_place_yuan']))).toEqual(['责任单位', '丙'])
    expect(metOf({ ...target([]), gate: null })).toEqual([])
  })

  it('stand in the box with their number', async () => {
    const given = transitions(5)
    server.use(
      answers('/projects/5/transitions', {
        ...given,
        targets: given.targets.map((one) => ({ ...one, gate: gate as never })),
      }),
      ...projectAnswers(project(5)),
    )
    show(page())
    const next = await screen.findByRole('region', { name: '下一步' })
    expect(next.textContent).toContain('还缺2项')
    expect(next.textContent).toContain('已具备6项：✓ 责任单位✓ 投资方')
  })
})

describe('what happened last', () => {
  const event = (id: number, name: string, title: string, kind: string, actor: string) => ({
    id,
    event: name,
    title,
    actor_kind: kind,
    actor_name: actor,
    at: '2026-03-05T01:00:00Z',
    changes: [],
  })
  const history = answers('/projects/5/history', {
    items: [
      event(9, 'project.stage_moved', '推进阶段', 'user', '工在先'),
      event(8, 'project.changed', '修改项目', 'system', '系统'),
      event(7, 'project.changed', '修改项目', 'system', '系统'),
      event(6, 'project.funds_submitted', '登记到位资金', 'user', '招必达'),
    ],
    total: 4,
  })

  it('says kind by word and shape, folds the machine, and is filtered by kind and person', { timeout: PATIENT }, async () => {
    server.use(history)
    show(<Latest id={5} />)
    const list = await screen.findByRole('list', { name: '最近动态' })
    expect(list.textContent).toContain('▷阶段推进阶段')
    expect(within(list).getByText('系统改动2条')).toBeTruthy()
    await userEvent.click(screen.getByRole('combobox', { name: '看哪类' }))
    await userEvent.click(await screen.findByTitle('◇ 资金'))
    expect(list.textContent).not.toContain('推进阶段')
    await userEvent.click(screen.getByRole('combobox', { name: '看谁的' }))
    await userEvent.click(await screen.findByTitle('工在先'))
    expect(screen.getByText('没有这样的变动。')).toBeTruthy()
  })

  it('is remembered as folded', async () => {
    server.use(history)
    const { unmount } = show(<Latest id={5} />)
    await userEvent.click(await screen.findByRole('button', { name: '收起动态' }))
    unmount()
    show(<Latest id={5} />)
    await userEvent.click(screen.getByRole('button', { name: '展开动态' }))
    expect(await screen.findByRole('list', { name: '最近动态' })).toBeTruthy()
  })

  it('stands beside the tabs where there is room, and only there', async () => {
    server.use(...projectAnswers(project(5)))
    const { unmount } = show(page())
    await screen.findByRole('region', { name: '下一步' })
    expect(screen.queryByRole('complementary', { name: '最近动态' })).toBeNull()
    unmount()
    wide(1366)
    show(page())
    expect(await screen.findByRole('complementary', { name: '最近动态' })).toBeTruthy()
  })
})

describe('a frozen fact', () => {
  const view = project(5, { locked: ['started_on'], started_on: '2026-03-01', can: ['project.edit'] })

  it('offers its amendment with the fact chosen, on the page and in the form', { timeout: PATIENT }, async () => {
    server.use(...projectAnswers(view), answers('/projects/5/signatures', { items: [], total: 0 }))
    show(page(view, { can: ['amendment.submit'] }))
    await userEvent.click(await screen.findByRole('button', { name: '申请变更：开工日期' }))
    const dialog = within(await screen.findByRole('dialog', { name: '申请变更' }))
    expect(dialog.getByText('开工日期改为')).toBeTruthy()
    await userEvent.click(dialog.getByRole('button', { name: '取消' }))
    await userEvent.click(screen.getByRole('button', { name: '修改基本信息' }))
    const edit = within(await screen.findByRole('dialog', { name: '修改基本信息' }))
    await userEvent.click(edit.getByRole('button', { name: '申请变更：开工日期' }))
    expect(await screen.findByRole('dialog', { name: '申请变更' })).toBeTruthy()
  })

  it('has no such way for those who may not', async () => {
    server.use(...projectAnswers(view))
    show(page(view))
    await screen.findByRole('region', { name: '下一步' })
    expect(screen.queryByRole('button', { name: /申请变更/ })).toBeNull()
  })
})

describe('in a hand', () => {
  it('has its acts in a bar, the rest in a sheet, and folds the stages that lie behind', { timeout: PATIENT }, async () => {
    wide(390)
    server.use(...projectAnswers(project(5, { can: ['project.edit'] })))
    const onBack = vi.fn()
    const onTalk = vi.fn()
    show(page(project(5), { onBack, onTalk }))
    await userEvent.click(await screen.findByRole('button', { name: '记一笔' }))
    expect(onTalk).toHaveBeenCalledOnce()
    expect(screen.queryByRole('button', { name: '返回台账' })).toBeNull()
    expect(screen.getByText('已过1步')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '更多' }))
    const sheet = within(await screen.findByRole('dialog'))
    expect(sheet.getByRole('button', { name: '修改基本信息' })).toBeTruthy()
    await userEvent.click(sheet.getByRole('button', { name: '返回台账' }))
    expect(onBack).toHaveBeenCalledOnce()
  })
})

it('keeps the first nine tabs for what everybody looks for', { timeout: PATIENT }, async () => {
  server.use(...projectAnswers(project(5)))
  const onTab = vi.fn()
  const guests = ['progress', 'procedures', 'services', 'tickets', 'supervision', 'responsibility'].map((key) => ({
    key,
    label: key,
    children: () => null,
  }))
  show(page(project(5), { onTab, guests, talks: () => null, counts: { talks: 3, history: 0 } }))
  await screen.findByRole('tab', { name: '材料 0' })
  const tabs = screen.getAllByRole('tab')
  expect(tabs.slice(0, 9).map((one) => one.textContent)).toEqual([
    ...['基本信息', '洽谈 3', '到位资金', 'procedures', 'tickets', 'supervision', '材料 0', '历史 0', '签约'],
  ])
  await userEvent.keyboard('7')
  expect(onTab).toHaveBeenCalledWith('records')
})
