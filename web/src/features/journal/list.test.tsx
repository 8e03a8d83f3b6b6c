import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { UserTitles } from '@/api/labels'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/journal'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { conditionsOf, type Entry } from './api'
import { changesOf } from './changes'
import { Journal } from './list'
import { JournalPaper } from './paper'

addWords('journal', words)

/** One entry an hour, from the midnight of Shanghai on 1 January. */
const entry = (id: number): Entry => ({
  id,
  at: new Date(Date.UTC(2025, 11, 31, 16) + (id - 1) * 3_600_000).toISOString(),
  event: id % 2 ? 'user.created' : 'roles.changed',
  subject_kind: 'user',
  subject_title: '人员',
  subject_id: id,
  subject_label: `${id}号`,
  actor_kind: 'user',
  actor_id: 1,
  actor_name: '管系统',
  request_id: `r-${id}`,
  before: { status: 'active', version: 1 } as never,
  after: { status: 'disabled', version: 1 } as never,
  title: '停用人员',
  changes: [{ field: 'status', title: '状态', before: '在用', after: '已停用' }] as never,
})
const log = (count: number) =>
  answers('/journal', (url) => {
    const asked = (name: string) => url.searchParams.get(name)
    expect(asked('sort')).toBe('-id')
    const [from, before, event] = [asked('at.gte'), asked('at.lt'), asked('event')]
    const all = Array.from({ length: count }, (_, i) => entry(count - i))
      .filter((one) => !event || one.event === event)
      .filter((one) => (!from || one.at >= from) && (!before || one.at < before))
      .filter((one) => one.id < Number(asked('after') ?? count + 1))
    const limit = Number(asked('limit'))
    return { items: all.slice(0, limit), total: all.length, per_page: limit }
  })
const known = () =>
  answers('/journal/words', () => ({
    events: [
      { code: 'roles.changed', title: '调整角色' },
      { code: 'user.created', title: '登记人员' },
    ],
    subject_kinds: [{ code: 'user', title: '人员' }],
  }))
beforeEach(() => server.use(known()))
const journal = (filters = {}) => show(<Journal filters={filters} onChange={vi.fn()} onPrint={vi.fn()} />)

describe('the audit log', () => {
  it('begins with the newest and goes back when asked', async () => {
    server.use(log(450))
    journal()
    expect(await screen.findByText('450')).toBeTruthy()
    expect(screen.getByText('符合条件的共450条')).toBeTruthy()
    expect(screen.queryByText('350')).toBeNull()
    await userEvent.click(screen.getByText('更早的记录'))
    expect(await screen.findByText('350')).toBeTruthy()
    expect(screen.getByText('符合条件的共450条')).toBeTruthy()
  })

  it('finds a span of days, and the events that are asked for', async () => {
    server.use(log(450))
    journal({ 'at.gte': '2026-01-02', 'at.lt': '2026-01-03', event: 'roles.changed' })
    expect(await screen.findByText('48')).toBeTruthy()
    expect(screen.getAllByRole('row')).toHaveLength(13)
    expect(conditionsOf({ 'at.gte': '2026-01-02', event: 'a.b' })).toEqual({ 'at.gte': '2026-01-01T16:00:00.000Z', event: 'a.b' })
    expect(screen.getByText('没有更早的记录了')).toBeTruthy()
  })

  it('shows what an entry changed, and on demand what it left', async () => {
    server.use(log(1))
    journal()
    await userEvent.click(await screen.findByRole('button', { name: '查看第1号记录' }))
    expect(await screen.findByText('已停用')).toBeTruthy()
    expect(screen.queryByText('版本')).toBeNull()
    await userEvent.click(screen.getByLabelText('连同没有变动的1项'))
    expect(screen.getByText('版本')).toBeTruthy()
    const said = { field: 'roles', title: null, before: null, after: ['clerk'], parts: {} }
    const inside = {
      field: 'funds_entry.no_such',
      title: null,
      before: false,
      after: { total_investment_yuan: 25_220_000 },
      parts: {},
    }
    const within = {
      field: 'parties',
      title: '投资方与支持方',
      before: [],
      after: [{ role: '投资方', name: '天牧乳业', share_yuan: 1_000_000 }],
      parts: { role: '角色', name: '名称', share_yuan: '出资额' },
    }
    const told = changesOf({ subject_kind: 'user', before: null, after: null, changes: [said, inside, within] as never })
    expect(told[0]).toMatchObject({ title: UserTitles.roles, before: '—', after: '经办人' })
    expect(told[1]).toMatchObject({ title: '其他内容', before: '否', after: '总投资：2,522万元' })
    expect(told[2]).toMatchObject({ before: '—', after: '角色：投资方，名称：天牧乳业，出资额：100万元' })
  })

  it('says whether the log is whole', async () => {
    server.use(
      log(1),
      http.post('*/api/v1/journal/verifications', () =>
        HttpResponse.json({
          seals: 2,
          rows: 9,
          unsealed_rows: 0,
          anchor: 'abc',
          findings: [{ seal_id: 2, first_id: 5, last_id: 9, message: '第7行被改动' }],
        }),
      ),
    )
    journal()
    await userEvent.click(await screen.findByRole('button', { name: '核验日志' }))
    expect((await screen.findByRole('alert')).textContent).toContain('发现1处问题')
    expect(screen.getByText('第7行被改动')).toBeTruthy()
  })

  it('says why it is empty, and what failed', async () => {
    server.use(log(0))
    journal({ event: 'roles.changed' })
    expect(await screen.findByText('没有符合条件的记录')).toBeTruthy()
    server.use(http.get('*/api/v1/journal', () => problem(403, 'policy.forbidden', { detail: '您没有这项权限。' })))
    journal({ event: 'user.created' })
    expect(await screen.findByText('您没有这项权限。')).toBeTruthy()
  })

  it('is extracted on paper with its filters in words and what each entry changed', async () => {
    server.use(log(3))
    show(
      <JournalPaper
        filters={{ event: 'user.created', subject_kind: 'user', 'at.gte': '2026-01-01' }}
        by="审明白"
        onBack={() => undefined}
      />,
    )
    expect((await screen.findAllByText('状态：在用 → 已停用')).length).toBe(2)
    expect(screen.getByText('条件：事件：登记人员；对象种类：人员；2026-01-01起')).toBeTruthy()
    expect(screen.getByText('符合条件的共2条')).toBeTruthy()
    expect(screen.getByText(/^打印人：审明白/)).toBeTruthy()
  })
})
