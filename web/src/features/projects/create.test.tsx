import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { show } from '@/test/render'
import { answers, server } from '@/test/server'
import { CreateProject } from './create'

addWords('projects', words)

it('shows what is likely the same while the name is typed, with the reason, and what one cannot see', async () => {
  const asked: string[] = []
  server.use(
    answers('/projects/candidates', (url) => {
      asked.push(url.search)
      const like = { id: 7, number: 'XM-2026-00007', name: '铜箔一期项目', stage: 'signed', reason: '名称相近', similarity: 0.9 }
      return { candidates: url.searchParams.get('investor') ? [] : [{ ...like, lead_unit_id: 2 }], hidden: true }
    }),
  )
  show(<CreateProject unit={{ id: 2, name: '某局' }} onCreated={vi.fn()} onClose={vi.fn()} />)
  await userEvent.type(await screen.findByLabelText('项目名称'), '铜箔项目')
  const hints = within(await screen.findByRole('status', { name: /可能已经登记过/ }))
  expect(hints.getByRole('link', { name: '铜箔一期项目' }).getAttribute('href')).toBe('/projects/7')
  expect(hints.getByText('XM-2026-00007 名称相近')).toBeTruthy()
  expect(hints.getByText(/您看不到/)).toBeTruthy()
  await userEvent.type(screen.getByPlaceholderText('库里没有，直接写名称'), '某公司')
  await waitFor(() => expect(asked.at(-1)).toContain('investor='))
  expect(asked.length).toBeLessThan(4) // not at every key
}, 20_000)
