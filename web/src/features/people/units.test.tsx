import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/people'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import type { Unit } from './api'
import { inputOf } from './unit-form'
import { shownOf, Units, validityOf } from './units'

addWords('people', words)

const unit = (id: number, more: Partial<Unit> = {}): Unit => ({
  id,
  name: `第${id}号单位`,
  short_name: `${id}号`,
  kind: 'department',
  parent_id: null,
  path: `/${id}/`,
  sort_no: id,
  sort_path: '',
  level: 1,
  can: ['unit.edit'],
  version: 3,
  ...more,
})
const tree = [unit(1), unit(2, { parent_id: 1, path: '/1/2/', level: 2 }), unit(3)]
const page = (items: Unit[]) => ({ items, total: items.length, page: 1, per_page: 200 })
const nothing = vi.fn()
const units = (filters = {}, can = ['unit.read', 'unit.edit'], onChange = nothing) =>
  show(<Units filters={filters} onChange={onChange} can={can} />)

beforeEach(() => server.use(answers('/units', page(tree))))

describe('units', () => {
  it('stand in the order of the API, and fold with what is below them', async () => {
    units()
    expect(await screen.findByText('第2号单位')).toBeTruthy()
    const names = screen.getAllByRole('row').map((row) => row.textContent ?? '')
    expect(names.findIndex((text) => text.includes('第2号'))).toBeLessThan(names.findIndex((text) => text.includes('第3号')))
    await userEvent.click(screen.getByRole('button', { name: '收起“1号”的下级' }))
    expect(screen.queryByText('第2号单位')).toBeNull()
    expect(shownOf(tree, new Set([1])).map((one) => one.id)).toEqual([1, 3])
  })

  it('draw no act that the API does not allow', async () => {
    server.use(answers('/units', page(tree.map((one) => ({ ...one, can: [] })))))
    units({}, ['unit.read'])
    expect(await screen.findByText('第1号单位')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '登记单位' })).toBeNull()
    expect(screen.queryByRole('button', { name: '修改' })).toBeNull()
  })

  it('say why there is nothing, and what failed', async () => {
    server.use(answers('/units', page([])))
    const change = vi.fn()
    units({ q: '没有' }, [], change)
    expect(await screen.findByText('没有符合条件的单位')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '清除全部条件' }))
    expect(change).toHaveBeenCalledWith({})
    server.use(http.get('*/api/v1/units', () => problem(500, 'server.internal', { detail: '服务出错了。' })))
    units({ q: '出错' })
    expect(await screen.findByText('服务出错了。')).toBeTruthy()
  })

  it('show both values when somebody else changed the unit, and save over the newer version', async () => {
    const tags: (string | null)[] = []
    server.use(
      http.put('*/api/v1/units/1', async ({ request }) => {
        tags.push(request.headers.get('If-Match'))
        if (tags.length === 1) {
          return problem(412, 'resource.stale', { current: { ...unit(1), name: '对方改的名', version: 4 } as never })
        }
        return HttpResponse.json({ ...unit(1), ...((await request.json()) as object), version: 5 })
      }),
    )
    units()
    await screen.findByText('第1号单位')
    await userEvent.click(screen.getAllByRole('button', { name: '修改' })[0] as HTMLElement)
    const name = await screen.findByLabelText('单位全称')
    await userEvent.clear(name)
    await userEvent.type(name, '我改的名')
    await userEvent.click(screen.getByRole('button', { name: '保存' }))
    const conflict = (await screen.findByText('别人刚刚修改过')).closest('.ant-modal') as HTMLElement
    await userEvent.click(within(conflict).getByText('我改的名'))
    await userEvent.click(await within(conflict).findByText('按所选保存'))
    await waitFor(() => expect(tags).toEqual(['"3"', '"4"']))
  })

  it('are told with the days they were valid', () => {
    expect(validityOf({ valid_from: null, valid_until: null })).toBe('在用')
    expect(validityOf({ valid_from: '2019-01-01', valid_until: '2026-05-31' }, '2026-06-01')).toBe(
      '2019-01-01成立、2026-05-31已撤销',
    )
    expect(validityOf({ valid_from: null, valid_until: '2026-05-31' }, '2026-05-31')).toBe('至2026-05-31撤销')
    expect(inputOf(unit(1)).division_code).toBeNull()
  })
})
