import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { Waiting } from '@/shared/queue'
import { show } from '@/test/render'
import { UnsentList } from './unsent-list'

const item = (more: Partial<Waiting>): Waiting => ({
  id: 'a',
  owner: 'wang',
  of: 'project-7',
  kind: 'instruction',
  label: '对“海绵钛项目”批示',
  path: '/api/v1/projects/7/instructions',
  body: { text: '三日内谈定' },
  files: [],
  at: 1_780_000_000_000,
  ...more,
})
const refused = { type: 'about:blank', title: '', status: 422, code: 'request.invalid', detail: '填写的内容有误' }

it('lists what waits with its words, and offers to put right only what was refused', async () => {
  const correct = vi.fn()
  const errors = [{ pointer: '/text', code: 'too_long', message: '批示内容最多500个字，请缩短' }]
  const items = [item({}), item({ id: 'b', label: '记一笔：某公司', body: { said: '谈电价' }, refused: { ...refused, errors } })]
  show(<UnsentList items={items} sending={false} onCorrect={correct} onClose={vi.fn()} />)
  const [first, second] = screen.getAllByRole('listitem') as [HTMLElement, HTMLElement]
  expect(within(first).getByText('三日内谈定')).toBeTruthy()
  expect(within(first).queryByRole('button', { name: '改正' })).toBeNull()
  expect(within(second).getByText('批示内容最多500个字，请缩短')).toBeTruthy()
  await userEvent.click(within(second).getByRole('button', { name: '改正' }))
  expect(correct).toHaveBeenCalledWith(items[1])
})

it('says when all has gone', () => {
  show(<UnsentList items={[]} sending={false} onCorrect={vi.fn()} onClose={vi.fn()} />)
  expect(screen.getByText('全部已发送')).toBeTruthy()
})
