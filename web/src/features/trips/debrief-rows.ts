/** Rows of the debriefing: what stands at the service, and over it what is being filled in here. */
import type { components } from '@/api/schema'
import { plusDays } from '@/shared/dates'
import type { CompanyView, Outcome, OutcomeInput, TripView } from './api'

type Person = { id: number; name: string }
export type NewProject = components['schemas']['TripProjectInput']
export type Row = {
  outcome: Outcome | null
  owner: Person | null
  next_step: string
  next_due_on: string | null
  note: string
  /** Projects to be linked; absent leaves the links as they are. */
  linked?: Person[]
  created?: NewProject[]
}
/** A row that differs from the service: from which version, and with which key it is sent until it succeeds. */
export type Draft = { row: Row; version: number; key: string }
export type Drafts = Record<number, Draft>

/** A new step is proposed for two weeks later; the day can be changed. */
const PROPOSED_DAYS = 14

/** Who met the company follows it up, if he is known by name here; else who fills this in. */
function ownerOf(trip: TripView, company: CompanyView, me: Person | undefined): Person | null {
  if (company.owner_id) return { id: company.owner_id, name: company.owner_name ?? '' }
  const met = company.visits.at(-1)?.recorded_by
  const member = trip.members.find((one) => one.user_id != null && one.user_id === met)
  return member?.user_id ? { id: member.user_id, name: member.name } : (me ?? null)
}

export function rowOf(trip: TripView, company: CompanyView, me: Person | undefined, today: string): Row {
  const intended = company.visits.findLast((one) => one.next_step)?.next_step
  return {
    outcome: company.outcome ?? null,
    owner: ownerOf(trip, company, me),
    next_step: company.next_step ?? (company.outcome ? '' : (intended ?? '')),
    next_due_on: company.next_due_on ?? plusDays(today, PROPOSED_DAYS),
    note: company.outcome_note ?? '',
  }
}

export function outcomeOf(row: Row & { outcome: Outcome }): OutcomeInput {
  return {
    outcome: row.outcome,
    owner_id: row.owner?.id ?? null,
    next_step: row.next_step.trim() || null,
    next_due_on: row.next_due_on,
    note: row.note.trim() || null,
    ...(row.linked ? { project_ids: row.linked.map((one) => one.id) } : {}),
    ...(row.created?.length ? { new_projects: row.created } : {}),
  }
}
