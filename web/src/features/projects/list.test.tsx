import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { components } from '@/api/schema'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { Ledger } from './list'

addWords('projects', words)

type Item = components['schemas']['ProjectItem']

const item = (n: number): Item =>
  ({
    id: n,
    number: `XM-2026-${n}`,
    name: `铜箔项目${n}`,
    stage: 'signed',
    end_state: null,
    lead_unit_name: '某局',
    total_investment_yuan: 12_345_678,
    funds_in_place_yuan: 0,
  }) as unknown as Item
const page = (url: URL, total: number) => {
  const [at, size] = [Number(url.searchParams.get('page')), Number(url.searchParams.get('per_page'))]
  const items = Array.from({ length: Math.max(0, Math.min(size, total - (at - 1) * size)) }, (_, i) =>
    item((at - 1) * size + i + 1),
  )
  return { items, total, page: at, per_page: size }
}
const sums = {
  count: 250,
  total_investment_yuan: 3_788_860_010_000,
  contract_amount_yuan: 0,
  funds_in_place_yuan: 0,
  funds_outside_province_yuan: 0,
}
const preferences: components['schemas']['Preferences'] = {
  text_size: 'standard',
  single_keys: true,
  menu_collapsed: false,
  lists: {},
  last_export_template: {},
  version: 1,
  can: [],
}
const view: components['schemas']['SavedView'] = {
  id: 7,
  list: 'projects',
  name: '在建的',
  scope: 'own',
  columns: [
    { field: 'name', width_px: 200, pinned: true },
    { field: 'remark', width_px: 120 },
  ],
  filters: { stage: 'building' },
  sort: '-signed_on',
  density: 'compact',
  updated_at: '2026-03-05T00:00:00Z',
  version: 1,
  can: ['view.read', 'view.edit'],
}
const nothing = vi.fn()
/** A dialog with a list of choices takes its time where nothing is laid out. */
const SLOW = { timeout: 8_000 }
const CAN = ['project.edit', 'project.tag', 'export.run']
const ledger = (filters = {}, onChange = nothing, onOpen = nothing) =>
  show(<Ledger filters={filters} sort={undefined} onChange={onChange} onOpen={onOpen} can={CAN} />)

beforeEach(() => {
  // happy-dom lays nothing out: the grid is given a height
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
  server.use(
    answers('/projects', (url) => page(url, 250)),
    answers('/projects/summary', sums),
    answers('/me/preferences', { ...preferences }),
    answers('/list-conditions', { words: '', conditions: [] }),
    answers('/saved-views', { items: [view], total: 1, per_page: 0 }),
  )
})

describe('the ledger', () => {
  it('shows rows, amounts in 万元, and the sums the API added', async () => {
    ledger()
    expect(await screen.findByText('铜箔项目1')).toBeTruthy()
    const grid = screen.getByRole('grid', { name: '项目台账' })
    expect(grid.getAttribute('aria-rowcount')).toBe('251')
    expect(screen.getAllByText('1,234.57').length).toBeGreaterThan(0)
    expect(await screen.findByText('378,886,001')).toBeTruthy()
    expect(screen.getByText(/^合计 250项 截至\d{4}-\d\d-\d\d$/)).toBeTruthy()
  })

  it('is walked with the keyboard, one tab stop, and opens with Enter', async () => {
    const open = vi.fn()
    ledger({}, nothing, open)
    await screen.findByText('铜箔项目1')
    const grid = screen.getByRole('grid')
    grid.focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}')
    expect(document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent).toBe('铜箔项目3')
    await userEvent.keyboard('{Enter}')
    expect(open).toHaveBeenCalledWith(3, 2)
  })

  it('asks only when told to, and puts filters as the API takes them', async () => {
    const change = vi.fn()
    ledger({ stage: 'signed' }, change)
    const search = await screen.findByLabelText('名称、企业、编号、首字母')
    await userEvent.type(search, 'jcjt')
    expect(change).not.toHaveBeenCalled()
    await userEvent.type(search, '{Enter}')
    expect(change).toHaveBeenCalledWith({ stage: 'signed', q: 'jcjt' }, undefined)
  })

  it('does not submit the Enter that ends a composition', async () => {
    const change = vi.fn()
    ledger({}, change)
    const search = await screen.findByLabelText('名称、企业、编号、首字母')
    search.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))
    expect(change).not.toHaveBeenCalled()
  })

  it('says why it is empty and how to leave that', async () => {
    server.use(answers('/projects', (url) => page(url, 0)))
    const asked: string[] = []
    const way = { name: 'stage', title: '阶段', text: '签约', count_without: 37 }
    const none = { name: 'q', title: '检索', text: '没有', count_without: 0 }
    server.use(
      answers('/list-conditions', (url) => {
        asked.push(url.search)
        return { words: '', conditions: [way, none] }
      }),
    )
    const change = vi.fn()
    ledger({ q: '没有', stage: 'signed' }, change)
    expect(await screen.findByText('没有符合条件的内容')).toBeTruthy()
    await userEvent.click(await screen.findByRole('button', { name: '去掉“阶段：签约”有37项' }))
    expect(change).toHaveBeenCalledWith({ q: '没有' }, undefined)
    expect(asked).toEqual(['?list=projects&filter=q%3D%25E6%25B2%25A1%25E6%259C%2589%26stage%3Dsigned&counts=true'])
    expect(screen.queryByText(/去掉“检索/)).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: '清除全部条件' }))
    expect(change).toHaveBeenCalledWith({}, undefined)
  })

  it('chooses rows one by one, in stretches across windows, and all at once', async () => {
    ledger({ stage: 'signed' })
    await screen.findByText('铜箔项目1')
    const grid = screen.getByRole('grid')
    grid.focus()
    await userEvent.keyboard('x')
    const bar = await screen.findByRole('region', { name: '已选的行' })
    expect(bar.textContent).toContain('已选1项')
    expect(screen.getByRole('row', { selected: true }).textContent).toContain('铜箔项目1')
    await userEvent.keyboard('{Control>}{End}{/Control}')
    await userEvent.keyboard('x')
    await waitFor(() => expect(bar.textContent).toContain('已选2项'))
    await userEvent.keyboard('{Shift>}{Control>}{Home}{/Control}X{/Shift}')
    await waitFor(() => expect(bar.textContent).toContain('已选250项'))
    await userEvent.click(screen.getAllByRole('button', { name: '选择全部250项' })[0] as HTMLElement)
    expect(bar.textContent).toContain('已选符合条件的全部250项')
    await userEvent.click(screen.getByRole('button', { name: '清除' }))
    expect(screen.queryByRole('region', { name: '已选的行' })).toBeNull()
  })

  it('offers for what is chosen only what the caller may do', async () => {
    show(<Ledger filters={{}} sort={undefined} onChange={nothing} onOpen={nothing} can={['export.run']} />)
    await screen.findByText('铜箔项目1')
    await userEvent.click(screen.getByRole('checkbox', { name: '选择：铜箔项目1' }))
    const bar = await screen.findByRole('region', { name: '已选的行' })
    expect([...bar.querySelectorAll('button')].map((one) => one.textContent)).toEqual(['选择全部250项', '导出', '清除'])
  })

  it('tells the API how many it saw when everything is changed, and keeps the choice when that is refused', async () => {
    const sent: unknown[] = []
    server.use(
      answers('/projects/tags', { items: [], total: 0, per_page: 0 }),
      http.post('*/api/v1/projects/batch-updates', async ({ request }) => {
        sent.push(await request.json())
        return problem(409, 'project.count_changed', { detail: '符合条件的项目现在是249个，您看到的是250个。' })
      }),
    )
    ledger({ stage: 'signed' })
    await screen.findByText('铜箔项目1')
    await userEvent.click(screen.getByRole('checkbox', { name: '选择全部250项' }))
    await userEvent.click(await screen.findByRole('button', { name: '打标签' }, SLOW))
    await userEvent.type(await screen.findByRole('combobox', { name: /贴上的标签/ }, SLOW), '重点{Enter}')
    await userEvent.click(screen.getByRole('button', { name: '全部照此修改' }))
    expect((await screen.findByRole('alert', {}, SLOW)).textContent).toContain('现在是249个')
    expect(sent).toEqual([{ filter: 'stage=signed', expected_count: 250, change: { add_tags: ['重点'] } }])
    expect(screen.getByText('已选符合条件的全部250项')).toBeTruthy()
  }, 40_000)

  it('says what failed, and tries again when asked', async () => {
    server.use(
      http.get('*/api/v1/projects', () =>
        problem(500, 'server.internal', { detail: '服务出错了。请稍后重试。', request_id: 'r-17' }),
      ),
    )
    ledger()
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('服务出错了。请稍后重试。')
    expect(alert.textContent).toContain('r-17')
    server.use(answers('/projects', (url) => page(url, 3)))
    await userEvent.click(screen.getByRole('button', { name: '重试' }))
    await waitFor(() => expect(screen.getByText('铜箔项目1')).toBeTruthy())
  })

  it('takes columns, filters and order from a named view, and keeps what was chosen on the server', async () => {
    const kept: unknown[] = []
    const asked: string[] = []
    server.use(
      answers('/projects', (url) => {
        asked.push(url.searchParams.get('fields') ?? '')
        return page(url, 3)
      }),
      http.put('*/api/v1/me/preferences', async ({ request }) => {
        kept.push(await request.json())
        return HttpResponse.json({ ...preferences, version: 2 })
      }),
    )
    const change = vi.fn()
    ledger({}, change)
    expect(await screen.findByText('铜箔项目1')).toBeTruthy()
    expect(screen.queryByRole('columnheader', { name: '备注' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: '视图' }))
    await userEvent.click(await screen.findByText('在建的'))
    expect(change).toHaveBeenCalledWith({ stage: 'building' }, '-signed_on')
    expect(await screen.findByRole('columnheader', { name: '备注' })).toBeTruthy()
    expect(screen.queryByRole('columnheader', { name: '所在园区' })).toBeNull()
    expect(asked.at(-1)).toContain('remark')
    await waitFor(() => expect(kept).toHaveLength(1), { timeout: 3000 })
    expect(kept[0]).toMatchObject({ lists: { projects: { view_id: 7, density: 'compact' } } })
  })
})
