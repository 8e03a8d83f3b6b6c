/** Days from and to in one field, as people write them (12.1-12.3); what was understood stands below. */
import Input, { type InputRef } from 'antd/es/input'
import { type Ref, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Days, daysText, parseDays } from '../dates'

type Props = {
  id?: string
  value?: Days | null
  onChange?: (days: Days | null) => void
  ref?: Ref<InputRef>
  autoFocus?: boolean
  'aria-label'?: string
}

/** As short as it is unmistakable: the year stands once. */
const written = (days: Days | null | undefined): string => {
  if (!days) return ''
  const { from_on, to_on } = days
  if (from_on === to_on) return from_on
  return `${from_on}—${from_on.slice(0, 4) === to_on.slice(0, 4) ? to_on.slice(5) : to_on}`
}
const same = (a: Days | null | undefined, b: Days | null | undefined): boolean => written(a) === written(b)

export function DaysInput({ value = null, onChange, ...rest }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState(() => written(value))
  const [sent, setSent] = useState<Days | null>(value)
  // a value from outside (a draft, a reset) replaces the text; the own echo does not
  useEffect(() => {
    if (!same(value, sent)) {
      setText(written(value))
      setSent(value)
    }
  }, [value, sent])
  const days = parseDays(text)
  const fault = text.trim() !== '' && !days
  return (
    <>
      <Input
        {...rest}
        value={text}
        placeholder={t('days.hint')}
        status={fault ? 'error' : ''}
        onChange={(event) => {
          setText(event.target.value)
          const next = parseDays(event.target.value)
          setSent(next)
          onChange?.(next)
        }}
      />
      <small className={fault ? 'echo fault' : 'echo'} aria-live="polite">
        {fault ? t('days.fault') : days ? daysText(days) : ''}
      </small>
    </>
  )
}
