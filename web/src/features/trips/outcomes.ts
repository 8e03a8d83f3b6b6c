/** The outcome of a company by one key: a digit in the order of the list, or the first letter of its word in pinyin. */
import { VisitOutcomeWords } from '@/api/labels'
import type { Outcome } from './api'

export const OUTCOMES = Object.keys(VisitOutcomeWords) as Outcome[]

const LETTERS: Record<Outcome, string> = {
  absent: 'w',
  exchange: 'y',
  interested: 'y',
  invited: 'y',
  to_lead: 'z',
  intent_signed: 'q',
  contract_signed: 'q',
  not_interested: 'w',
}

/** What a key means; a letter that several words begin with goes on to the next of them each time. */
export function byKey(key: string, current: Outcome | null): Outcome | null {
  const digit = /^[1-8]$/.test(key) ? OUTCOMES[Number(key) - 1] : undefined
  if (digit) return digit
  const fitting = OUTCOMES.filter((one) => LETTERS[one] === key.toLowerCase())
  if (fitting.length === 0) return null
  const at = current ? fitting.indexOf(current) : -1
  return fitting[(at + 1) % fitting.length] ?? null
}

/** Arrows walk through the outcomes like the choices of any radio group. */
export function byArrow(key: string, current: Outcome | null): Outcome | null {
  const step = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 0
  if (step === 0) return null
  const at = current ? OUTCOMES.indexOf(current) : step > 0 ? -1 : 0
  return OUTCOMES[(at + step + OUTCOMES.length) % OUTCOMES.length] ?? null
}
