import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/inbox'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import type { InboxItem } from './api'
import { Inbox } from './list'
import { InboxPaper } from './paper'

addWords('inbox', words)

const item = (more: Partial<InboxItem>): InboxItem => ({
  kind: 'stage_audit',
  subject: '高纯镍项目',
  why: '材料已提交，由您审核',
  from_name: '招必达',
  since_at: '2026-03-05T02:32:00Z',
  due_on: null,
  overdue_days: null,
  days_left: null,
  resource: 'project',
  resource_id: 5,
  part_id: 9,
  ...more,
})
const summary = {
  tabs: [
    {
      tab: 'todo' as const,
      count: 2,
      overdue: 1,
      kinds: [
        { kind: 'stage_audit' as const, count: 1, overdue: 0 },
        { kind: 'trip_report' as const, count: 1, overdue: 1 },
      ],
    },
  ],
  overdue: 1,
}
const page = (items: InboxItem[]) => ({ items, total: items.length, per_page: 50 })
const wide = () =>
  vi
    .spyOn(window, 'matchMedia')
    .mockImplementation(
      (media) => ({ matches: media.includes('min-width'), addEventListener: vi.fn(), removeEventListener: vi.fn() }) as never,
    )
afterEach(() => void vi.restoreAllMocks())
const cardOf = (project: number, until: ReactNode) => (
  <p>
    card of {project}: {until}
  </p>
)
const inbox = (onChange = vi.fn(), onOpen = vi.fn(), onFinish = vi.fn()) =>
  show(
    <Inbox
      tab="todo"
      kind={undefined}
      onChange={onChange}
      onOpen={onOpen}
      onPrint={vi.fn()}
      onFinish={onFinish}
      copies={null}
      card={cardOf}
    />,
  )

beforeEach(() => server.use(answers('/inbox/summary', summary)))

describe('the inbox', () => {
  it('says what waits, why it is mine and until when, and leads there', async () => {
    server.use(
      answers(
        '/inbox',
        page([
          item({}),
          item({ kind: 'trip_report', why: '请提交总结', subject: '华东小分队', due_on: '2026-03-10', overdue_days: 3 }),
        ]),
      ),
    )
    const open = vi.fn()
    inbox(vi.fn(), open)
    expect(await screen.findByText('材料已提交，由您审核')).toBeTruthy()
    expect(screen.getByText(/超期3天/)).toBeTruthy()
    expect(await screen.findByText('1项已逾期')).toBeTruthy()
    await userEvent.click(screen.getByText('高纯镍项目'))
    expect(open).toHaveBeenCalledWith(expect.objectContaining({ resource: 'project', resource_id: 5 }))
  })

  it('finishes on the spot what only needs a note, by key too, and goes elsewhere with the rest', async () => {
    const step = item({ kind: 'talk_next_step', resource: 'talk', resource_id: 7, part_id: null, subject: '铜箔洽谈' })
    server.use(answers('/inbox', page([item({}), step])))
    const [open, finish] = [vi.fn(), vi.fn()]
    inbox(vi.fn(), open, finish)
    await userEvent.click(await screen.findByRole('button', { name: '审核 高纯镍项目' }))
    expect(open).toHaveBeenCalledWith(expect.objectContaining({ resource_id: 5 }))
    await userEvent.click(screen.getByRole('button', { name: '办结 铜箔洽谈' }))
    expect(finish).toHaveBeenCalledTimes(1)
    screen.getByRole('button', { name: /铜箔洽谈.*已提交/ }).focus()
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    expect(finish).toHaveBeenLastCalledWith(expect.objectContaining({ resource_id: 7 }), expect.any(Function))
    await userEvent.keyboard('k{Enter}')
    expect(open).toHaveBeenCalledTimes(2)
  })

  it('shows it beside the list where there is room, follows with J, and leads on with a second Enter', async () => {
    wide()
    server.use(
      answers(
        '/inbox',
        page([item({}), item({ resource_id: 6, subject: '铜箔项目', why: '轮到您办理', due_on: '2026-12-02', days_left: 0 })]),
      ),
    )
    const open = vi.fn()
    inbox(vi.fn(), open)
    await userEvent.click(await screen.findByRole('button', { name: /阶段.*高纯镍项目.*已提交/ }))
    const beside = await screen.findByRole('complementary', { name: '正在看的事项' })
    expect(within(beside).getByText('材料已提交，由您审核')).toBeTruthy()
    expect(open).not.toHaveBeenCalled()
    await userEvent.keyboard('j')
    expect(within(beside).getByRole('heading', { name: '铜箔项目' })).toBeTruthy()
    expect(within(beside).getByText('今天到期')).toBeTruthy()
    await userEvent.keyboard('{Enter}')
    expect(open).toHaveBeenCalledWith(expect.objectContaining({ resource_id: 6 }))
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('complementary')).toBeNull()
  })

  it('shows beside the list the colour of a project that has one', async () => {
    wide()
    server.use(answers('/inbox', page([item({ colour: 'orange' }), item({ resource_id: 6, subject: '铜箔项目' })])))
    inbox()
    await userEvent.click(await screen.findByRole('button', { name: /阶段.*高纯镍项目.*已提交/ }))
    const beside = await screen.findByRole('complementary', { name: '正在看的事项' })
    expect(beside.textContent).toMatch(/card of 5: ▲橙滞后/)
    await userEvent.keyboard('j')
    expect(beside.textContent).not.toContain('card of')
  })

  it('gives the keys to the next one after an own finish, and takes them from nobody else', async () => {
    const steps = [1, 2, 3].map((id) => item({ kind: 'talk_next_step', resource: 'talk', resource_id: id, subject: `洽谈${id}` }))
    let left = steps
    server.use(answers('/inbox', () => page(left)))
    let done = () => undefined as undefined
    const finish = vi.fn((_: InboxItem, told: () => void) => {
      done = told as typeof done
    })
    const { queries } = inbox(vi.fn(), vi.fn(), finish)
    await userEvent.click(await screen.findByRole('button', { name: '办结 洽谈1' }))
    const field = document.body.appendChild(document.createElement('input'))
    field.focus()
    left = steps.slice(0, 2) // a colleague finished the third
    await act(() => queries.invalidateQueries({ queryKey: ['inbox'] }))
    await waitFor(() => expect(screen.queryByText('洽谈3')).toBeNull())
    expect(document.activeElement).toBe(field)
    done()
    left = steps.slice(1, 2)
    await act(() => queries.invalidateQueries({ queryKey: ['inbox'] }))
    await waitFor(() => expect(document.activeElement?.textContent).toContain('洽谈2'))
    field.remove()
  })

  it('narrows by kind', async () => {
    server.use(answers('/inbox', page([item({})])))
    const change = vi.fn()
    inbox(change)
    const kinds = await screen.findByRole('navigation', { name: '种类' })
    await userEvent.click(within(kinds).getByRole('button', { name: /外出招商总结/ }))
    expect(change).toHaveBeenCalledWith('todo', 'trip_report')
  })

  it('says that nothing waits', async () => {
    server.use(answers('/inbox', page([])))
    inbox()
    expect(await screen.findByText(/今天没有待办/)).toBeTruthy()
  })

  it('says what failed, and tries again when asked', async () => {
    let asked = 0
    server.use(
      http.get('*/api/v1/inbox', () => {
        asked += 1
        return asked === 1 ? problem(503, 'server.busy') : HttpResponse.json(page([item({})]))
      }),
    )
    inbox()
    await userEvent.click(await screen.findByRole('button', { name: '重试' }))
    expect(await screen.findByText('高纯镍项目')).toBeTruthy()
  })
})

describe('the inbox on paper', () => {
  const paper = (kind?: 'stage_audit') => show(<InboxPaper tab="todo" kind={kind} by="招必达" onBack={() => undefined} />)

  it('is every row to the last page, with word and shape of the colour, the filter and who printed it', async () => {
    const rows = Array.from({ length: 201 }, (_, i) => item({ resource_id: i, subject: `项目${i}`, colour: 'red' }))
    server.use(
      answers('/inbox', (url) => {
        const [at, size] = [Number(url.searchParams.get('page')), Number(url.searchParams.get('per_page'))]
        return { ...page(rows.slice((at - 1) * size, at * size)), total: rows.length }
      }),
    )
    paper('stage_audit')
    expect(await screen.findByText('项目200 ■红')).toBeTruthy()
    expect(document.querySelectorAll('tbody tr')).toHaveLength(201)
    expect(screen.getByRole('heading', { name: '待办清单（招必达）' })).toBeTruthy()
    expect(screen.getByText(/^条件：.*阶段/)).toBeTruthy()
    expect(screen.getByText(/^打印人：招必达/)).toBeTruthy()
    expect(screen.getByText(/^截至/)).toBeTruthy()
  })

  it('says what is too long, and that there is nothing', async () => {
    server.use(answers('/inbox', { items: [], total: 1001, per_page: 200 }))
    const { unmount } = paper()
    expect((await screen.findByRole('alert')).textContent).toContain('共1001项')
    unmount()
    server.use(answers('/inbox', page([])))
    paper()
    expect(await screen.findByText('没有事项。')).toBeTruthy()
  })
})
