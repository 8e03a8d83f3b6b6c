/**
 * Which step of a trip fits its state. `can` of the view says whether somebody may edit, visit or approve at all; the steps
 * behind `trip.edit` are told apart here, as the contract describes each of them.
 */
import type { TripView } from './api'

type State = TripView['state']
export type Step = 'edit' | 'submit' | 'decide' | 'cancel' | 'road' | 'return' | 'debrief' | 'close' | 'budget'

const FITTING: Record<State, readonly Step[]> = {
  draft: ['submit', 'edit', 'cancel'],
  returned: ['submit', 'edit', 'cancel'],
  submitted: ['decide', 'cancel'],
  approved: ['road', 'return', 'edit', 'cancel'],
  under_way: ['return', 'road', 'debrief', 'edit'],
  debriefing: ['debrief', 'close', 'road', 'budget'],
  closed: [],
  cancelled: [],
}
const NEEDS: Record<Step, string> = {
  edit: 'trip.edit',
  submit: 'trip.edit',
  decide: 'trip.approve',
  cancel: 'trip.edit',
  road: 'trip.visit',
  return: 'trip.edit',
  debrief: 'trip.edit',
  close: 'trip.edit',
  budget: 'trip.edit',
}

/** What can be done now, what comes first being the usual next step. */
export function stepsOf(trip: Pick<TripView, 'state' | 'can' | 'check_ins' | 'companies'>): Step[] {
  const begun = trip.check_ins.length > 0 || trip.companies.some((one) => one.visits.length > 0)
  return FITTING[trip.state].filter((step) => trip.can.includes(NEEDS[step]) && !(step === 'cancel' && begun))
}
