/** The eight outcomes of a company, all in sight: one click, or one key. */
import type { KeyboardEvent } from 'react'
import { VisitOutcomeWords } from '@/api/labels'
import { isComposing } from '@/shared/keys'
import type { Outcome } from './api'
import { byArrow, byKey, OUTCOMES } from './outcomes'

type Props = {
  label: string
  value: Outcome | null
  onChange: (outcome: Outcome) => void
  /** After a key that names an outcome: on to what follows. */
  onNext: () => void
  disabled?: boolean
}

export function OutcomeChoice({ label, value, onChange, onNext, disabled }: Props) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return
    const arrow = byArrow(event.key, value)
    const chosen = arrow ?? byKey(event.key, value)
    if (!chosen || disabled) return
    event.preventDefault()
    event.stopPropagation()
    onChange(chosen)
    if (arrow || /[a-z]/i.test(event.key)) focusOn(event.currentTarget, chosen)
    else onNext()
  }
  return (
    <div role="radiogroup" aria-label={label} className="outcomes" onKeyDown={onKeyDown} tabIndex={-1}>
      {OUTCOMES.map((one, i) => (
        // biome-ignore lint/a11y/useSemanticElements: one tab stop with keys of its own, which inputs do not give
        <button
          key={one}
          type="button"
          role="radio"
          data-outcome={one}
          aria-checked={value === one}
          disabled={disabled}
          tabIndex={value === one || (value === null && i === 0) ? 0 : -1}
          onClick={() => onChange(one)}
        >
          <small aria-hidden>{i + 1}</small>
          {VisitOutcomeWords[one]}
        </button>
      ))}
    </div>
  )
}

const focusOn = (group: HTMLElement, outcome: Outcome): void =>
  group.querySelector<HTMLElement>(`[data-outcome=${outcome}]`)?.focus()
