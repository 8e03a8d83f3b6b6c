import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/people'
import { Once } from '@/shared/ui/once'
import { show } from '@/test/render'
import { answers, me, problem, server } from '@/test/server'
import { Access } from './access'
import type { Session, User } from './api'
import { areasOf } from './can-words'
import { deviceText, Sessions } from './sessions'
import { UserDetail } from './user'
import { Users } from './users'

addWords('people', words)

const user = (more: Partial<User> = {}): User => ({
  id: 7,
  username: 'nongye',
  name: '农有丰',
  unit_id: 5,
  unit_name: '市农业农村局',
  post: '科员',
  sort_no: 9999,
  phone: null,
  roles: ['clerk'],
  status: 'active',
  must_change_password: false,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  version: 2,
  can: [],
  ...more,
})
const session = (more: Partial<Session> = {}): Session => ({
  id: 3,
  user_id: 7,
  user_name: '农有丰',
  remembered: false,
  address: '192.0.2.7',
  device: 'Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537',
  created_at: '2026-11-30T01:00:00Z',
  last_used_at: '2026-11-30T02:00:00Z',
  expires_at: '2026-11-30T12:00:00Z',
  active: true,
  current: false,
  can: ['session.manage'],
  ...more,
})
const list = <T,>(items: T[]) => ({ items, total: items.length, page: 1, per_page: 200 })

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
  server.use(
    answers('/users', list([user()])),
    answers('/users/7', user()),
    answers('/sessions', list([session(), session({ id: 4, current: true, device: 'curl/8' })])),
  )
})

describe('people', () => {
  it('are listed with their roles in words; without the right nobody is made', async () => {
    show(<Users filters={{}} onChange={vi.fn()} onOpen={vi.fn()} can={['user.read']} />)
    expect(await screen.findByText('农有丰')).toBeTruthy()
    expect(screen.getByText('经办人')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '新建人员' })).toBeNull()
  })

  it('show what was refused, and nothing to do where nothing is allowed', async () => {
    show(<UserDetail id={7} onBack={vi.fn()} />)
    expect(await screen.findByRole('heading', { name: '农有丰' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: '授予角色' })).toBeNull()
    expect(screen.queryByRole('button', { name: '停用' })).toBeNull()
    server.use(http.get('*/api/v1/users/8', () => problem(404, 'resource.not_found')))
    show(<UserDetail id={8} onBack={vi.fn()} />)
    expect(await screen.findByText('找不到，或你无权查看')).toBeTruthy()
  })

  it('get roles after it is told what they allow together, and what excludes is refused before', async () => {
    const sent: unknown[] = []
    server.use(
      answers('/users/7', user({ can: ['user.roles'] })),
      http.get('*/api/v1/users/7/roles', ({ request }) => {
        const proposed = new URL(request.url).searchParams.get('proposed') ?? 'clerk'
        if (proposed.includes('system_admin')) return problem(422, 'user.role_conflict', { detail: '三种管理员互斥。' })
        const more = proposed.includes('leader')
        return HttpResponse.json({
          user_id: 7,
          roles_before: [],
          roles_after: [],
          can_before: ['project.read'],
          can_after: more ? ['project.read', 'trip.approve'] : ['project.read'],
          gained: more ? ['trip.approve'] : [],
          lost: [],
          can: ['user.roles'],
          version: 2,
        })
      }),
      http.put('*/api/v1/users/7/roles', async ({ request }) => {
        sent.push(await request.json(), request.headers.get('If-Match'))
        return HttpResponse.json({})
      }),
    )
    show(<UserDetail id={7} onBack={vi.fn()} />)
    await userEvent.click(await screen.findByRole('button', { name: '授予角色' }))
    await userEvent.click(await screen.findByLabelText('系统管理员'))
    expect(await screen.findByText('三种管理员互斥。')).toBeTruthy()
    await userEvent.click(screen.getByLabelText('系统管理员'))
    await userEvent.click(screen.getByLabelText('领导'))
    expect(await screen.findByText('新增1项')).toBeTruthy()
    await userEvent.type(screen.getByLabelText('授权依据'), '党组会议')
    await userEvent.click(screen.getByRole('button', { name: '授予' }))
    await waitFor(() => expect(sent).toEqual([{ roles: ['clerk', 'leader'], reason: '党组会议' }, '"2"']))
  })

  it('end a session elsewhere, never the own one by accident', async () => {
    const ended = vi.fn()
    server.use(
      http.post('*/api/v1/sessions/3/revocations', ({ request }) => {
        ended(Boolean(request.headers.get('Idempotency-Key')))
        return HttpResponse.json(session({ active: false }))
      }),
    )
    show(<Sessions />)
    expect(await screen.findByText('Chrome（Windows）')).toBeTruthy()
    expect(screen.getByText('本机')).toBeTruthy()
    const buttons = screen.getAllByRole('button', { name: '结束' })
    expect(buttons).toHaveLength(1)
    await userEvent.click(buttons[0] as HTMLElement)
    await userEvent.click((await screen.findAllByRole('button', { name: '结束' })).at(-1) as HTMLElement)
    await waitFor(() => expect(ended).toHaveBeenCalledWith(true))
    expect(deviceText('curl/8')).toBe('程序：curl/8')
  })

  it('see a secret once and close it only when it is kept', async () => {
    const close = vi.fn()
    show(<Once title="令牌全文" text="" secret="cf_abc" onClose={close} />)
    const button = await screen.findByRole('button', { name: '关闭' })
    expect((button as HTMLButtonElement).disabled).toBe(true)
    await userEvent.click(screen.getByLabelText('已妥善保存'))
    await userEvent.click(button)
    expect(close).toHaveBeenCalledOnce()
  })

  it('read in words what they may do', () => {
    expect(areasOf(['user.read', 'user.phone'])).toEqual([['人员', ['人员列表', '查看人员', '查看人员电话']]])
    show(<Access me={me({ reach: '全市的数据' })} />)
    expect(screen.getByText('全市的数据')).toBeTruthy()
    expect(screen.getByText('还没有角色，请联系安全管理员授予')).toBeTruthy()
  })
})
