import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, it } from 'vitest'
import type { components } from '@/api/schema'
import { show } from '@/test/render'
import { problem, server } from '@/test/server'
import { ConfirmPage } from './confirm'

const PATIENT = 30_000
const shown: components['schemas']['LinkView'] = {
  number: 'KN-2026-0004',
  title: '流动资金贷款',
  kind: 'finance',
  enterprise_name: '金川集团公司',
  open: true,
  state: 'answered',
  raised_on: '2026-11-26',
  answers: [{ on: '2026-11-28', text: '授信已批复' }],
}
beforeEach(() => {
  location.hash = '#secret-of-the-link'
})
const opens = (body: object) => http.post('*/api/v1/public/confirmations/openings', () => HttpResponse.json(body))

it('sends what the enterprise says, but not before it is complete', { timeout: PATIENT }, async () => {
  const sent: unknown[] = []
  server.use(
    opens(shown),
    http.post('*/api/v1/public/confirmations', async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json({ ...shown, open: false })
    }),
  )
  show(<ConfirmPage />)
  expect(await screen.findByText('授信已批复')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '解决了' }))
  expect(screen.getByText('请先打分，1至5分。')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '没有解决' }))
  expect(screen.getByText('请写明哪里没有解决，以便重新办理。')).toBeTruthy()
  expect(sent).toEqual([])
  await userEvent.type(screen.getByLabelText('意见'), '款还没有到')
  await userEvent.click(screen.getByRole('button', { name: '没有解决' }))
  expect(await screen.findByText('已收到，谢谢。您可以关闭这一页。')).toBeTruthy()
  expect(sent).toEqual([{ secret: 'secret-of-the-link', solved: false, text: '款还没有到' }])
  expect(screen.queryByRole('button', { name: '解决了' })).toBeNull()
})

it('only shows what was confirmed already, and says why a spent link opens nothing', { timeout: PATIENT }, async () => {
  server.use(opens({ ...shown, open: false }))
  const { unmount } = show(<ConfirmPage />)
  await screen.findByText('授信已批复')
  expect(screen.queryByRole('button', { name: '解决了' })).toBeNull()
  unmount()
  server.use(
    http.post('*/api/v1/public/confirmations/openings', () => problem(410, 'link.spent', { detail: '这个链接已经用过' })),
  )
  show(<ConfirmPage />)
  expect(await screen.findByText(/这个链接已经用过/)).toBeTruthy()
  expect(screen.getByRole('button', { name: '重试' })).toBeTruthy()
})
