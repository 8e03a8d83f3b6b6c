/** A calendar day as `YYYY-MM-DD`; the picker's own object never leaves this file. */
import DatePicker from 'antd/es/date-picker'
import dayjs from 'dayjs'

type Props = {
  id?: string
  value?: string | null
  onChange?: (on: string | null) => void
  disabled?: boolean
  'aria-label'?: string
}

export function DateInput({ value, onChange, ...rest }: Props) {
  return (
    <DatePicker
      {...rest}
      className="date-input"
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
    />
  )
}
