import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { describe, expect, it, vi } from 'vitest'
import type { components } from '@/api/schema'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/enterprises'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { Call } from './call'

addWords('enterprises', words)

const contact = (id: number, more: Partial<components['schemas']['Contact']> = {}): components['schemas']['Contact'] => ({
  id,
  enterprise_id: 31,
  name: '周投资',
  post: '总经理',
  remark: '',
  phone_masked: '138****0047',
  created_at: '2026-01-05T01:00:00Z',
  updated_at: '2026-01-05T01:00:00Z',
  version: 1,
  can: ['contact.reveal'],
  ...more,
})
const open = (...items: components['schemas']['Contact'][]) => {
  server.use(answers('/enterprises/31/contacts', { items, total: items.length, page: 1, per_page: 20 }))
  show(<Call enterprises={[{ id: 31, name: '华东示例合金有限公司' }]} onClose={vi.fn()} />)
}

describe('calling an investor', () => {
  it('asks for the number with its reason and rings it with the same press', async () => {
    const asked: { reason: unknown; key: string | null }[] = []
    server.use(
      http.post('*/api/v1/enterprises/31/contacts/7/reveals', async ({ request }) => {
        const { reason } = (await request.json()) as { reason: string }
        asked.push({ reason, key: request.headers.get('Idempotency-Key') })
        return HttpResponse.json({ id: 7, name: '周投资', phone: '13893500047' })
      }),
    )
    const rung: string[] = []
    const ring = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      rung.push(this.href)
    })
    open(contact(7))
    expect(await screen.findByText(/记入日志/)).toBeTruthy()
    await userEvent.click(await screen.findByRole('button', { name: '拨打周投资 138****0047' }))
    expect((await screen.findByRole('link', { name: '13893500047' })).getAttribute('href')).toBe('tel:13893500047')
    await waitFor(() => expect(rung).toEqual(['tel:13893500047']))
    expect(asked).toEqual([{ reason: '在项目单上打电话联系投资方', key: expect.stringMatching(/^[0-9a-f-]{36}$/) }])
    ring.mockRestore()
  })

  it('says what the API refuses and keeps the number masked', async () => {
    server.use(http.post('*/api/v1/enterprises/31/contacts/7/reveals', () => problem(403, 'policy.forbidden')))
    open(contact(7))
    await userEvent.click(await screen.findByRole('button', { name: /拨打周投资/ }))
    expect((await screen.findByRole('alert')).textContent).toContain('原因与怎么办')
    expect(screen.getByRole('button', { name: /138\*\*\*\*0047/ })).toBeTruthy()
  })

  it('offers no button where nobody may look, no number where there is none, and says so when there is nobody', async () => {
    open(contact(7, { can: [] }), contact(8, { name: '李无号', phone_masked: null }))
    expect(await screen.findByText('138****0047')).toBeTruthy()
    expect(screen.getByText('未登记')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /拨打/ })).toBeNull()
  })

  it('says that nobody is known', async () => {
    open()
    expect(await screen.findByText(/还没有登记联系人/)).toBeTruthy()
  })

  it('offers those who answer for the project, and says whose number is not there', async () => {
    const person = (id: number, name: string, phone: string | null) => ({
      id,
      name,
      post: '某局 科员',
      roles: ['服务专员', '联络员'],
      phone,
      pending: false,
    })
    const { unmount } = show(
      <Call enterprises={[]} colleagues={[person(10, '开有为', '0935-8200001'), person(11, '包远志', null)]} onClose={vi.fn()} />,
    )
    const link = await screen.findByRole('link', { name: '拨打开有为 0935-8200001' })
    expect(link.getAttribute('href')).toBe('tel:0935-8200001')
    expect(screen.getAllByText(/服务专员、联络员 某局 科员/)).toHaveLength(2)
    expect(screen.getByText(/没有登记电话/)).toBeTruthy()
    expect(screen.queryByText(/记入日志/)).toBeNull()
    unmount()
    show(<Call enterprises={[]} colleagues={[]} onClose={vi.fn()} />)
    expect(await screen.findByText(/还没有指定服务专员/)).toBeTruthy()
  })
})
