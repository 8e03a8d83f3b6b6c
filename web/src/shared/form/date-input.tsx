/** A calendar day as `YYYY-MM-DD`, or a first and a last one; the picker's own objects never leave `day-picker.tsx`. */
import Input from 'antd/es/input'
import { lazy, Suspense, useState } from 'react'
import { useSoon } from '../soon'
import { PlainDay, PlainPeriod } from './plain-days'

export type DayProps = {
  id?: string
  value?: string | null
  onChange?: (on: string | null) => void
  disabled?: boolean
  autoFocus?: boolean
  className?: string
  placeholder?: string
  /** What is told has happened: days to come cannot be chosen. */
  past?: boolean
  'aria-label'?: string
  'aria-describedby'?: string
}
export type PeriodProps = {
  from: string | null
  to: string | null
  onChange: (from: string | null, to: string | null) => void
  className: string
  autoFocus?: boolean
  placeholder: [string, string]
  'aria-label': string
}

const load = () => import('./day-picker')
/** Fetches the calendars beforehand, for pages that are used without a network. */
export const fetchCalendars = () => void load().catch(() => undefined)

// where they cannot be fetched the browser's own field takes the day: what is being written goes on
const DayPicker = lazy(() =>
  load().then(
    (m) => ({ default: m.DayPicker }),
    () => ({ default: PlainDay }),
  ),
)
const PeriodPicker = lazy(() =>
  load().then(
    (m) => ({ default: m.PeriodPicker }),
    () => ({ default: PlainPeriod }),
  ),
)

export function DateInput({ className = 'date-input', ...rest }: DayProps) {
  const { value, onChange: _, past: __, ...still } = rest
  const [held, setHeld] = useState(false)
  const meanwhile = (
    <Input
      {...still}
      className={className}
      value={value ?? ''}
      readOnly
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    />
  )
  return (
    <Suspense fallback={meanwhile}>
      <DayPicker {...rest} className={className} autoFocus={rest.autoFocus || held} />
    </Suspense>
  )
}

/** Most come to look at what is filtered and not to filter: the calendars wait for a hand, or for the page to be there. */
export function PeriodInput(props: PeriodProps) {
  const { className, placeholder, from, to } = props
  const soon = useSoon()
  const [wanted, setWanted] = useState(false)
  const [held, setHeld] = useState(false)
  const meanwhile = (
    <Input
      className={className}
      placeholder={placeholder[0]}
      aria-label={props['aria-label']}
      value={from || to ? `${from ?? ''} ~ ${to ?? ''}` : ''}
      readOnly
      onPointerEnter={() => setWanted(true)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    />
  )
  if (!soon && !wanted) return meanwhile
  return (
    <Suspense fallback={meanwhile}>
      {/* where the cursor stood it stays */}
      <PeriodPicker {...props} autoFocus={held} />
    </Suspense>
  )
}
