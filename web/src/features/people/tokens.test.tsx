import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/people'
import { dayAfter } from '@/shared/dates'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import type { Token } from './api'
import { scopeWord } from './scope-words'
import { TokenDetail } from './token'
import { Tokens } from './tokens'

addWords('people', words)

const token = (more: Partial<Token> = {}): Token => ({
  id: 1,
  name: '省平台对接',
  prefix: 'tnKiKx70',
  enterprise_id: null,
  enterprise_name: null,
  created_by: 4,
  created_by_name: '招必达',
  scopes: ['me:read', 'calendar:read'],
  addresses: [],
  created_at: '2026-01-01T00:00:00Z',
  expires_at: '2026-12-01T00:00:00Z',
  expires_on: '2026-11-30',
  state: 'active',
  can: ['token.edit'],
  version: 1,
  ...more,
})

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

describe('tokens', () => {
  it('say in words what they open', () => {
    expect(scopeWord('calendar:read')).toBe('查看工作日历')
    expect(scopeWord('unknown:read')).toBe('unknown:read')
  })

  it('show the whole secret once, after the API took the order', async () => {
    server.use(
      answers('/api-tokens', { items: [], total: 0, page: 1, per_page: 100 }),
      answers('/api-tokens/scopes', {
        items: [
          { scope: 'calendar:read', words: ['查看工作日历'], for_enterprise: true, for_integration: true, always: false },
          { scope: 'trips:read', words: ['查看外出招商'], for_enterprise: true, for_integration: false, always: false },
          { scope: 'me:read', words: ['查看本人信息'], for_enterprise: true, for_integration: true, always: true },
        ],
      }),
      http.post('*/api/v1/api-tokens', ({ request }) => {
        expect(request.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/)
        return HttpResponse.json({ ...token(), secret: 'cf_whole' }, { status: 201 })
      }),
    )
    show(<Tokens filters={{}} onChange={vi.fn()} onOpen={vi.fn()} can={['token.edit']} />)
    expect(await screen.findByText('还没有签发过接口令牌')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '签发令牌' }))
    await userEvent.type(await screen.findByLabelText('用途名称'), '省平台对接')
    await userEvent.type(screen.getByLabelText('最后有效日'), `${dayAfter(30)}{Enter}`)
    await userEvent.click(await screen.findByLabelText(/calendar:read/))
    expect(screen.queryByLabelText(/me:read|trips:read/)).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: '签发' }))
    expect(await screen.findByText('cf_whole')).toBeTruthy()
  })

  it('are revoked with a reason and the tag that was read', async () => {
    const tags: (string | null)[] = []
    server.use(
      http.get('*/api/v1/api-tokens/1', () => HttpResponse.json(token(), { headers: { ETag: '"1-abc"' } })),
      http.post('*/api/v1/api-tokens/1/revocations', ({ request }) => {
        tags.push(request.headers.get('If-Match'))
        return problem(412, 'resource.stale', { detail: '已被别人修改。' })
      }),
    )
    show(<TokenDetail id={1} onBack={vi.fn()} />)
    expect(await screen.findByText('与签发人招必达相同')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '吊销' }))
    await userEvent.type(await screen.findByLabelText('原因'), '对接方更换')
    await userEvent.click(screen.getAllByRole('button', { name: '吊销' }).at(-1) as HTMLElement)
    await waitFor(() => expect(tags).toEqual(['"1-abc"']))
    expect(await screen.findByText('已被别人修改。')).toBeTruthy()
  })

  it('that ended offer nothing to end', async () => {
    server.use(answers('/api-tokens/1', token({ state: 'revoked', revoked_at: '2026-02-01T00:00:00Z', revoke_reason: '更换' })))
    show(<TokenDetail id={1} onBack={vi.fn()} />)
    expect(await screen.findByText('更换')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '吊销' })).toBeNull()
  })
})
