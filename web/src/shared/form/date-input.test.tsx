import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { DateInput, PeriodInput } from './date-input'

vi.mock('./day-picker', () => {
  throw new Error('no network')
})

it('takes a day in the field of the browser where the calendar cannot be fetched', async () => {
  const change = vi.fn()
  render(<DateInput id="met" aria-label="见面日期" value="2026-11-30" onChange={change} />)
  const field = await vi.waitFor(() => {
    const found = screen.getByLabelText<HTMLInputElement>('见面日期')
    expect(found.type).toBe('date')
    return found
  })
  expect([field.id, field.value, field.readOnly]).toEqual(['met', '2026-11-30', false])
  fireEvent.change(field, { target: { value: '2026-12-01' } })
  expect(change).toHaveBeenLastCalledWith('2026-12-01')
  fireEvent.change(field, { target: { value: '' } })
  expect(change).toHaveBeenLastCalledWith(null)
})

it('takes both days of a period likewise', async () => {
  const change = vi.fn()
  render(
    <PeriodInput
      aria-label="签约日期"
      className="x"
      placeholder={['签约日期起', '止']}
      from="2026-01-01"
      to={null}
      onChange={change}
    />,
  )
  const last = await screen.findByLabelText('签约日期 止')
  fireEvent.change(last, { target: { value: '2026-03-31' } })
  expect(change).toHaveBeenLastCalledWith('2026-01-01', '2026-03-31')
  fireEvent.change(screen.getByLabelText('签约日期起'), { target: { value: '' } })
  expect(change).toHaveBeenLastCalledWith(null, null)
})
