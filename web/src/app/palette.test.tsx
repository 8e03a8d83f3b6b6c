import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { sounds } from '@/shared/pinyin'
import { show } from '@/test/render'
import { Palette } from './palette'

const navigate = vi.hoisted(() => vi.fn())
vi.mock('@tanstack/react-router', () => ({ useNavigate: () => navigate }))
beforeAll(() => sounds)
afterEach(() => void navigate.mockReset())

const palette = (can: string[], close = vi.fn()) =>
  show(<Palette can={can} onTalk={undefined} onHelp={vi.fn()} onClose={close} />)

it('closes with Esc', async () => {
  const close = vi.fn()
  palette(['project.read'], close)
  await userEvent.type(screen.getByRole('combobox', { name: '命令' }), '台账{Escape}')
  expect(close).toHaveBeenCalledTimes(1)
})

it('finds by initials, and makes what one may make', async () => {
  palette(['project.read', 'project.create', 'trip.read'])
  await userEvent.type(screen.getByRole('combobox', { name: '命令' }), 'xjxm')
  expect(screen.getAllByText('新建：项目台账').length).toBeGreaterThan(0)
  expect(screen.queryByText('新建：外出招商')).toBeNull()
  await userEvent.click(screen.getAllByText('新建：项目台账').at(-1) as HTMLElement)
  expect(navigate).toHaveBeenCalledWith({ to: '/projects', search: { make: '1' } })
})

it.each(['taizhang', 'tai zhang', "tai'zhang", 'taiz'])('finds by whole pinyin: %s', async (typed) => {
  palette(['project.read', 'trip.read'])
  await userEvent.type(screen.getByRole('combobox', { name: '命令' }), typed)
  expect(screen.getAllByText('项目台账').length).toBeGreaterThan(0)
  expect(screen.queryByText('外出招商')).toBeNull()
})
