import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { afterEach, expect, it, vi } from 'vitest'
import { show } from '@/test/render'
import { answers, server } from '@/test/server'
import { Search } from './search'

const navigate = vi.hoisted(() => vi.fn())
vi.mock('@tanstack/react-router', () => ({ useNavigate: () => navigate }))
afterEach(() => void navigate.mockReset())

const found = () =>
  server.use(
    answers('/projects', {
      items: [{ id: 5, number: 'XM-5', name: '铜箔项目', stage: 'signed', lead_unit_name: '某局' }],
      total: 9,
    }),
    answers('/enterprises', { items: [{ id: 7, name: '铜业公司' }], total: 1 }),
    answers('/negotiation-trips', {
      items: [{ id: 8, number: 'CX-2026-0008', purpose: '考察铜箔', leader_name: '佟主任', starts_on: '2026-03-03' }],
      total: 4,
    } as never),
    answers('/users', (url) => {
      expect(url.searchParams.get('q')).toBe('tong')
      return { items: [{ id: 3, name: '佟主任', post: '科长', unit_name: '某局' }], total: 1 }
    }),
  )
const type = () => userEvent.type(screen.getByRole('combobox', { name: '搜索' }), 'tong')

it('finds projects, enterprises, trips and people, each under its heading, and opens what is chosen', async () => {
  found()
  show(<Search can={['project.read', 'enterprise.read', 'trip.read', 'user.read']} />)
  await type()
  await waitFor(() => expect(screen.getAllByText('佟主任').length).toBeGreaterThan(0))
  for (const heading of ['项目', '企业', '外出招商', '人员']) expect(screen.getAllByText(heading).length).toBeGreaterThan(0)
  expect(screen.getAllByText('查看全部9个结果').length).toBeGreaterThan(0)
  expect(screen.getAllByText('科长 某局').length).toBeGreaterThan(0)
  expect(screen.getAllByText('CX-2026-0008 佟主任 2026-03-03').length).toBeGreaterThan(0)
  await userEvent.click(screen.getAllByText('佟主任').at(-1) as HTMLElement)
  expect(navigate).toHaveBeenCalledWith({ to: '/admin/users/$id', params: { id: '3' }, search: {} })
})

it('leads to all of a kind', async () => {
  found()
  show(<Search can={['trip.read']} />)
  await type()
  await waitFor(() => expect(screen.getAllByText('查看全部4个结果').length).toBeGreaterThan(0))
  await userEvent.click(screen.getAllByText('查看全部4个结果').at(-1) as HTMLElement)
  expect(navigate).toHaveBeenCalledWith({ to: '/trips', search: { q: 'tong' } })
})

it('asks nothing of what one may not read', async () => {
  found()
  show(<Search can={['project.read']} />)
  await type()
  await waitFor(() => expect(screen.getAllByText('铜箔项目').length).toBeGreaterThan(0))
  expect(screen.queryByText('佟主任')).toBeNull()
  expect(screen.queryByText('项目')).toBeNull()
})

it('keeps what was found while the next letters are searched', async () => {
  found()
  show(<Search can={['project.read', 'enterprise.read']} />)
  await type()
  await waitFor(() => expect(screen.getAllByText('铜箔项目').length).toBeGreaterThan(0))
  let answer: (body: object) => void = () => undefined
  const later = new Promise<object>((resolve) => {
    answer = resolve
  })
  server.use(http.get('*/api/v1/projects', async () => HttpResponse.json(await later)))
  await userEvent.type(screen.getByRole('combobox', { name: '搜索' }), 'bo')
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(screen.getAllByText('铜箔项目').length).toBeGreaterThan(0)
  answer({ items: [{ id: 6, number: 'XM-6', name: '铜箔二期', stage: 'signed', lead_unit_name: '某局' }], total: 1 })
  await waitFor(() => expect(screen.getAllByText('铜箔二期').length).toBeGreaterThan(0))
  expect(screen.queryByText('铜箔项目')).toBeNull()
})
