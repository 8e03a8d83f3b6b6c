/** The calendars of antd, which weigh more than the page that asks for a day: `date-input.tsx` loads them when they are shown. */
import DatePicker from 'antd/es/date-picker'
import dayjs from 'dayjs'
import { useMemo } from 'react'
import { today } from '../dates'
import type { DayProps, PeriodProps } from './date-input'
import { TypedDays } from './typed-days'

const text = (day: dayjs.Dayjs | null | undefined): string | null => day?.format('YYYY-MM-DD') ?? null

export function DayPicker({ value, onChange, past = false, ...rest }: DayProps) {
  // the last day is that of the place, whatever the clock of this machine says of its zone
  const last = past ? { disabledDate: (day: dayjs.Dayjs) => day.format('YYYY-MM-DD') > today() } : {}
  return (
    <TypedDays days={[value ?? null]} onEmpty={() => onChange?.(null)} describedBy={rest['aria-describedby']}>
      {(marks, settled) => (
        <DatePicker
          {...rest}
          {...marks}
          {...last}
          preserveInvalidOnBlur
          value={value ? dayjs(value) : null}
          onChange={(day) => {
            settled()
            onChange?.(text(day))
          }}
        />
      )}
    </TypedDays>
  )
}

export function PeriodPicker({ from, to, onChange, ...rest }: PeriodProps) {
  // the same days are the same value: whatever is new, antd takes for a choice and forgets what was typed into the first field
  const days = useMemo(
    (): [dayjs.Dayjs | null, dayjs.Dayjs | null] => [from ? dayjs(from) : null, to ? dayjs(to) : null],
    [from, to],
  )
  return (
    <TypedDays days={[from, to]} onEmpty={(end) => (end === 0 ? onChange(null, to) : onChange(from, null))}>
      {(marks, settled) => (
        <DatePicker.RangePicker
          {...rest}
          {...marks}
          preserveInvalidOnBlur
          allowEmpty={[true, true]}
          value={days}
          onChange={(chosen) => {
            settled()
            onChange(text(chosen?.[0]), text(chosen?.[1]))
          }}
        />
      )}
    </TypedDays>
  )
}
