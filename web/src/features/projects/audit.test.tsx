import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { show } from '@/test/render'
import { answers, server } from '@/test/server'
import { AuditButton } from './audit'

addWords('projects', words)
const PATIENT = 40_000
const LEAD = '仍由原单位牵头的理由'

beforeEach(() => {
  server.use(answers('/lifecycle/stock-opinions', { items: [{ result: 'passed', opinion: '材料齐全' }] }))
})

async function open(signs: boolean) {
  const onAudit = vi.fn(() => Promise.resolve())
  show(<AuditButton title="审核签约" draft="audit-1" etag={'"1"'} signs={signs} onAudit={onAudit} onDone={vi.fn()} />)
  await userEvent.click(screen.getByRole('button', { name: '审核' }))
  const form = within(await screen.findByRole('dialog', { name: '审核签约' }))
  await userEvent.click(await form.findByRole('button', { name: '材料齐全' }))
  return { form, onAudit }
}

it('lets the lead unit stay with a reason when a paper passes, and sends none that was not given', {
  timeout: PATIENT,
}, async () => {
  const { form, onAudit } = await open(true)
  await userEvent.type(form.getByLabelText(LEAD), '由原单位继续牵头')
  await userEvent.click(form.getByRole('button', { name: '提交结论' }))
  await waitFor(() =>
    expect(onAudit).toHaveBeenCalledWith(
      { result: 'passed', opinion: '材料齐全', keep_lead_reason: '由原单位继续牵头' },
      expect.objectContaining({ etag: '"1"' }),
    ),
  )
})

it('does not ask about the lead unit where nothing was signed', { timeout: PATIENT }, async () => {
  const { form, onAudit } = await open(false)
  expect(form.queryByLabelText(LEAD)).toBeNull()
  await userEvent.click(form.getByRole('button', { name: '提交结论' }))
  await waitFor(() =>
    expect(onAudit).toHaveBeenCalledWith({ result: 'passed', opinion: '材料齐全' }, expect.objectContaining({ etag: '"1"' })),
  )
})
