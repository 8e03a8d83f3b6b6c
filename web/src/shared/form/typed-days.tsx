/**
 * Around a calendar of antd, which takes one way of writing a day and drops every other without a word: what is typed is read
 * here when one leaves the field or presses Enter; what cannot be read keeps standing, and the field says why.
 */
import { type FocusEvent, type KeyboardEvent, type MouseEvent, type ReactNode, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { parseDay, type Typed } from '../dates'
import './form.css'

type Fault = Extract<Typed, { fault: unknown }>['fault']
type Marks = { 'aria-describedby'?: string; status?: 'error'; 'data-unreadable'?: '' }

type Props = {
  /** What the fields hold: a day, or the first and the last of a period. */
  days: (string | null)[]
  /** A field was emptied by hand. */
  onEmpty: (end: number) => void
  describedBy?: string | undefined
  children: (marks: Marks, settled: () => void) => ReactNode
}

/** antd hears of a text as if it had been typed. */
function retype(input: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
  flushSync(() => void input.dispatchEvent(new Event('input', { bubbles: true })))
}

export function TypedDays({ days, onEmpty, describedBy, children }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const around = useRef<HTMLSpanElement>(null)
  const [faults, setFaults] = useState<(Fault | undefined)[]>([])
  const fault = faults.find(Boolean)
  const mark = (end: number, found: Fault | undefined) =>
    setFaults((before) => (before[end] === found ? before : days.map((_, at) => (at === end ? found : before[at]))))
  // the calendar itself hangs elsewhere in the document, its events pass here nevertheless
  const endOf = (target: EventTarget): number =>
    [...(around.current?.querySelectorAll('input') ?? [])].indexOf(target as HTMLInputElement)

  const settle = (target: EventTarget) => {
    const end = endOf(target)
    if (end < 0) return
    const input = target as HTMLInputElement
    const typed = input.value.trim()
    if (typed === (days[end] ?? '')) return mark(end, undefined)
    if (!typed) {
      mark(end, undefined)
      return onEmpty(end)
    }
    const read = parseDay(typed, days.length === 1 ? undefined : end === 0 ? 'first' : 'last')
    if ('fault' in read) return mark(end, read.fault)
    if (read.on !== input.value) retype(input, read.on)
    mark(end, undefined)
  }
  // the day that is chosen already was pressed instead of what cannot be read: antd sees no change
  const pick = (event: MouseEvent) => {
    if (!fault || !(event.target as HTMLElement).closest('.ant-picker-cell-selected')) return
    for (const [end, input] of [...(around.current?.querySelectorAll('input') ?? [])].entries()) {
      if (faults[end]) retype(input, days[end] ?? '')
    }
    setFaults([])
  }
  const described = [describedBy, fault ? id : undefined].filter(Boolean).join(' ')
  return (
    <span
      ref={around}
      className="typed-days"
      onBlurCapture={(event: FocusEvent) => settle(event.target)}
      onKeyDownCapture={(event: KeyboardEvent) => {
        if (event.key === 'Enter') settle(event.target)
      }}
      onInputCapture={(event) => mark(endOf(event.target), undefined)}
      onClickCapture={pick}
    >
      {children(
        {
          ...(described ? { 'aria-describedby': described } : {}),
          ...(fault ? { status: 'error' as const, 'data-unreadable': '' as const } : {}),
        },
        () => setFaults([]),
      )}
      {fault ? (
        <small id={id} role="alert" className="echo fault">
          {t(`days.${fault}`)}
        </small>
      ) : null}
    </span>
  )
}
