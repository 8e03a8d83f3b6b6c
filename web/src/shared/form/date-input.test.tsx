import { act, screen, waitFor } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { show } from '@/test/render'

it('says the period at once, before its calendars are there, and keeps the cursor when they come', async () => {
  // as when the first page opens: another file may have waited, and fetched the calendars, already
  vi.doMock('../soon', async (real) => {
    const soon = await real<typeof import('../soon')>()
    return { ...soon, useSoon: soon.soonAfterBegin() }
  })
  vi.resetModules()
  const { PeriodInput } = await import('./date-input')
  show(
    <PeriodInput
      from="2026-01-01"
      to="2026-03-31"
      onChange={vi.fn()}
      className="period"
      placeholder={['起', '止']}
      aria-label="签约日期"
    />,
  )
  const plain = screen.getByRole('textbox', { name: '签约日期' })
  expect((plain as HTMLInputElement).value).toBe('2026-01-01 ~ 2026-03-31')
  act(() => plain.focus())
  const from = await screen.findByDisplayValue('2026-01-01', {}, { timeout: 10_000 })
  await waitFor(() => expect(document.activeElement).toBe(from))
  expect(screen.getByDisplayValue('2026-03-31')).toBeTruthy()
}, 15_000)
