/** The calendars of antd, which weigh more than the page that asks for a day: `date-input.tsx` loads them when they are shown. */
import DatePicker from 'antd/es/date-picker'
import dayjs from 'dayjs'
import { today } from '../dates'
import type { DayProps, PeriodProps } from './date-input'

const text = (day: dayjs.Dayjs | null | undefined): string | null => day?.format('YYYY-MM-DD') ?? null

export function DayPicker({ value, onChange, past = false, ...rest }: DayProps) {
  // the last day is that of the place, whatever the clock of this machine says of its zone
  const last = past ? { disabledDate: (day: dayjs.Dayjs) => day.format('YYYY-MM-DD') > today() } : {}
  return <DatePicker {...rest} {...last} value={value ? dayjs(value) : null} onChange={(day) => onChange?.(text(day))} />
}

export function PeriodPicker({ from, to, onChange, ...rest }: PeriodProps) {
  return (
    <DatePicker.RangePicker
      {...rest}
      allowEmpty={[true, true]}
      value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
      onChange={(days) => onChange(text(days?.[0]), text(days?.[1]))}
    />
  )
}
