import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { PlainDay, PlainPeriod } from './plain-days'

it('takes a day in the field of the browser where the calendar cannot be fetched', () => {
  const change = vi.fn()
  render(<PlainDay id="met" aria-label="见面日期" value="2026-11-30" onChange={change} />)
  const field = screen.getByLabelText<HTMLInputElement>('见面日期')
  expect([field.id, field.type, field.value]).toEqual(['met', 'date', '2026-11-30'])
  fireEvent.change(field, { target: { value: '2026-12-01' } })
  expect(change).toHaveBeenLastCalledWith('2026-12-01')
  fireEvent.change(field, { target: { value: '' } })
  expect(change).toHaveBeenLastCalledWith(null)
})

it('takes both days of a period likewise', () => {
  const change = vi.fn()
  const words = { 'aria-label': '签约日期', className: 'x', placeholder: ['签约日期起', '止'] as [string, string] }
  render(<PlainPeriod {...words} from="2026-01-01" to={null} onChange={change} />)
  fireEvent.change(screen.getByLabelText('签约日期 止'), { target: { value: '2026-03-31' } })
  expect(change).toHaveBeenLastCalledWith('2026-01-01', '2026-03-31')
  fireEvent.change(screen.getByLabelText('签约日期起'), { target: { value: '' } })
  expect(change).toHaveBeenLastCalledWith(null, null)
})
