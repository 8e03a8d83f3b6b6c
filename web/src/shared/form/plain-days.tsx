/** The browser's own field for a day, and two for a period: where the calendars cannot be fetched. */
import Input from 'antd/es/input'
import { today } from '../dates'
import type { DayProps, PeriodProps } from './date-input'

export function PlainDay({ value, onChange, past = false, ...rest }: DayProps) {
  return (
    <Input
      {...rest}
      {...(past ? { max: today() } : {})}
      type="date"
      value={value ?? ''}
      onChange={(event) => onChange?.(event.target.value || null)}
    />
  )
}

export function PlainPeriod({ from, to, onChange, className, placeholder, 'aria-label': label }: PeriodProps) {
  return (
    <span className={className}>
      <PlainDay aria-label={placeholder[0]} value={from} onChange={(on) => onChange(on, to)} />
      <PlainDay aria-label={`${label} ${placeholder[1]}`} value={to} onChange={(on) => onChange(from, on)} />
    </span>
  )
}
