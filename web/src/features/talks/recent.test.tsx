import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/talks'
import { show } from '@/test/render'
import { answers, server } from '@/test/server'
import { RecentTalks } from './recent'

addWords('talks', words)

const talk = { id: 7, happened_on: '2026-03-05', kind: 'meeting', enterprise_name: '示例合金', said: '询问二期用电' }
const recent = () =>
  show(<RecentTalks Open={({ id, children }) => <a href={`/of/${id}`}>{children}</a>} more={<a href="/all">全部洽谈</a>} />)

it('shows the last talks with whom and about what, each a press away', async () => {
  server.use(answers('/talks', (url) => ({ items: url.searchParams.get('per_page') === '5' ? [talk] : [], total: 1 })))
  recent()
  const part = within(await screen.findByRole('region', { name: '最近记录' }))
  const link = part.getByRole('link', { name: /示例合金.*3月5日.*询问二期用电/ })
  expect(link.getAttribute('href')).toBe('/of/7')
})

it('says that there are none', async () => {
  server.use(answers('/talks', { items: [], total: 0 }))
  recent()
  expect(await screen.findByText('还没有洽谈记录')).toBeTruthy()
})
