import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { expect, it, vi } from 'vitest'
import type { InboxItem } from '@/features/inbox/api'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/inbox'
import { Said } from '@/shared/ui/said'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { FinishDialog } from './finish-dialog'

addWords('inbox', words)

const item = { kind: 'talk_next_step', subject: '铜箔洽谈', resource: 'talk', resource_id: 7 } as InboxItem
const talk = { id: 7, version: 3, next_step: '寄样品', done_at: null, done_by: null }
const finish = (onDone = vi.fn(), onClose = vi.fn()) => {
  server.use(http.get('*/api/v1/users/9', () => HttpResponse.json({ id: 9, name: '王某' })))
  show(
    <>
      <FinishDialog item={item} onDone={onDone} onClose={onClose} />
      <Said />
    </>,
  )
  return { onDone, onClose }
}

it('says who finished it meanwhile and when, instead of a conflict', async () => {
  server.use(
    answers('/talks/7', talk as never),
    http.post('*/api/v1/talks/7/completions', () =>
      problem(412, 'resource.version_mismatch', {
        current: { ...talk, version: 4, done_at: '2020-03-05T02:32:00Z', done_by: 9 } as never,
      }),
    ),
  )
  const { onDone, onClose } = finish()
  await userEvent.type(await screen.findByRole('textbox'), '已寄')
  await userEvent.click(screen.getByRole('button', { name: '办结' }))
  expect(await screen.findByText('已由王某办结（2020-03-05 10:32）')).toBeTruthy()
  expect(onClose).toHaveBeenCalled()
  expect(onDone).not.toHaveBeenCalled()
})

it('says so at once when it was finished before the dialog opened', async () => {
  server.use(answers('/talks/7', { ...talk, done_at: '2020-03-05T02:32:00Z', done_by: 9 } as never))
  const { onClose } = finish()
  expect(await screen.findByText(/已由王某办结/)).toBeTruthy()
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1))
})
