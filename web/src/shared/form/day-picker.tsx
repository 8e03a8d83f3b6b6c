/** The calendars of antd, which weigh more than the page that asks for a day: `date-input.tsx` loads them when they are shown. */
import DatePicker from 'antd/es/date-picker'
import dayjs from 'dayjs'
import type { DayProps, PeriodProps } from './date-input'

const text = (day: dayjs.Dayjs | null | undefined): string | null => day?.format('YYYY-MM-DD') ?? null

export function DayPicker({ value, onChange, ...rest }: DayProps) {
  return <DatePicker {...rest} value={value ? dayjs(value) : null} onChange={(day) => onChange?.(text(day))} />
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
