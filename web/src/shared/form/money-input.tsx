/** An amount as people type it (25.22亿, 252,200 …), read to whole yuan; what was understood stands below while typing. */
import type { InputRef } from 'antd/es/input'
import Input from 'antd/es/input'
import { type Ref, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exact, headline, parseMoney, wanExact } from '../money'

type Props = {
  id?: string
  value?: number | null
  onChange?: (yuan: number | null) => void
  /** Told when the text is no amount; the form then refuses to send. */
  onFault?: (fault: string | undefined) => void
  disabled?: boolean
  ref?: Ref<InputRef>
  'aria-label'?: string
}

export function MoneyInput({ value = null, onChange, onFault, ...rest }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState(wanExact(value))
  const [sent, setSent] = useState<number | null>(value)
  // a value from outside (a draft, a reset) replaces the text; the own echo does not
  useEffect(() => {
    if (value !== sent) {
      setText(wanExact(value))
      setSent(value)
    }
  }, [value, sent])
  const read = parseMoney(text)
  const fault = 'fault' in read ? t(`money.${read.fault}`) : undefined
  const yuan = 'yuan' in read ? read.yuan : null
  return (
    <>
      <Input
        {...rest}
        className="money-input"
        inputMode="decimal"
        value={text}
        suffix={t('money.unit')}
        status={fault ? 'error' : ''}
        onChange={(event) => {
          setText(event.target.value)
          const now = parseMoney(event.target.value)
          const next = 'yuan' in now ? now.yuan : null
          setSent(next)
          onFault?.('fault' in now ? t(`money.${now.fault}`) : undefined)
          onChange?.(next)
        }}
      />
      <small className={fault ? 'echo fault' : 'echo'} aria-live="polite">
        {fault ?? (yuan === null ? '' : `= ${headline(yuan)} = ${exact(yuan)}`)}
      </small>
    </>
  )
}
