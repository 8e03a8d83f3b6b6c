/** A plan as its form holds it: rows that are chosen as a whole are one value each, days of a leg are one value. */
import { ApiError } from '@/api/errors'
import { TripInputFields } from '@/api/fields'
import type { components } from '@/api/schema'
import { type Days, daysText } from '@/shared/dates'
import type { Fields } from '@/shared/form/rule'
import { headline } from '@/shared/money'
import type { TripInput, TripView } from './api'

type Schemas = components['schemas']
export type Person = { user_id: number | null; name: string; unit: string; post: string }
export type Leg = { division_code: string | null; city: string; days: Days | null }
export type Company = { enterprise_id: number | null; name: string; reason: string }
type BudgetLine = Schemas['TripBudgetLine']

export type PlanValues = {
  purpose: string
  kind: Schemas['TripKind']
  station: string | null
  chain: string | null
  lead_unit_id: number
  leader: Person | null
  members: Person[]
  legs: Leg[]
  companies: Company[]
  budget: BudgetLine[]
  source: string | null
}

const text = (value: string | null | undefined): string | null => value?.trim() || null

/** From the view that fills the form, or the one that a refusal (412) brought. */
export function valuesOf(view: TripView): PlanValues {
  return {
    purpose: view.purpose,
    kind: view.kind,
    station: view.station ?? null,
    chain: view.chain ?? null,
    lead_unit_id: view.lead_unit_id,
    leader: { user_id: view.leader_user_id ?? null, name: view.leader_name, unit: '', post: view.leader_post },
    members: view.members.map((one) => ({ user_id: one.user_id ?? null, name: one.name, unit: one.unit, post: one.post })),
    legs: view.legs.map((leg) => ({
      division_code: leg.division_code ?? null,
      city: leg.city,
      days: { from_on: leg.from_on, to_on: leg.to_on },
    })),
    companies: view.companies
      .filter((one) => one.planned)
      .map((one) => ({ enterprise_id: one.enterprise_id, name: one.name, reason: one.reason ?? '' })),
    budget: view.budget,
    source: view.source ?? null,
  }
}

/** Somebody with an account is sent by number alone, so that the account's name and post count. */
const personOf = (one: Person): Schemas['TripPersonInput'] =>
  one.user_id ? { user_id: one.user_id } : { name: text(one.name), unit: text(one.unit), post: text(one.post) }

export function inputOf(values: PlanValues): TripInput {
  return {
    purpose: values.purpose.trim(),
    kind: values.kind,
    station: text(values.station),
    chain: text(values.chain),
    lead_unit_id: values.lead_unit_id,
    leader: values.leader ? personOf(values.leader) : {},
    members: (values.members ?? []).map(personOf),
    legs: (values.legs ?? []).map((leg) => ({
      ...(leg.division_code ? { division_code: leg.division_code } : { city: text(leg.city) }),
      from_on: leg.days?.from_on ?? '',
      to_on: leg.days?.to_on ?? '',
    })),
    companies: (values.companies ?? []).map((one) => ({
      ...(one.enterprise_id ? { enterprise_id: one.enterprise_id } : { name: text(one.name) }),
      reason: text(one.reason),
    })),
    budget: values.budget ?? [],
    source: text(values.source),
  }
}

/** `/legs/0/from_on` → `/legs/0`: what is wrong inside a row stands at the row. */
export function atRows(error: unknown): unknown {
  if (!(error instanceof ApiError) || !error.problem.errors) return error
  const errors = error.problem.errors.map((one) => ({
    ...one,
    pointer: one.pointer.replace(/^(\/leader|\/(?:members|legs|companies|hosts|visitors)\/\d+)\/.*$/, '$1'),
  }))
  return new ApiError({ ...error.problem, errors }, error.retryAfter, error.path)
}

const joined = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(' ')

/** How each side of a conflict is written. */
export const PLAN_FIELDS: Fields = {
  ...TripInputFields,
  leader: { ...TripInputFields.leader, shown: (one) => personText(one as Person) },
  members: { ...TripInputFields.members, shown: (one) => personText(one as Person) },
  legs: {
    ...TripInputFields.legs,
    shown: (one) => {
      const leg = one as Leg
      return joined(leg.city, leg.days && daysText(leg.days))
    },
  },
  companies: { ...TripInputFields.companies, shown: (one) => joined((one as Company).name, (one as Company).reason) },
  budget: {
    ...TripInputFields.budget,
    shown: (one) => joined((one as BudgetLine).item, headline((one as BudgetLine).planned_yuan)),
  },
}

export const personText = (one: Person): string => joined(one.name, one.unit, one.post)
