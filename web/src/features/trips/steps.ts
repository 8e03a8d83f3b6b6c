/** The steps of a trip: what `can` of the view names, in its order, what usually comes next in front. */
import type { TripView } from './api'

export type Step = 'edit' | 'submit' | 'decide' | 'cancel' | 'road' | 'return' | 'debrief' | 'close' | 'budget'

const STEPS: Readonly<Record<string, Step>> = {
  'trip.submit': 'submit',
  'trip.edit': 'edit',
  'trip.approve': 'decide',
  'trip.cancel': 'cancel',
  'trip.visit': 'road',
  'trip.return': 'return',
  'trip.debrief': 'debrief',
  'trip.close': 'close',
  'trip.budget': 'budget',
}

/** Who may edit the plan finds the budget in it. */
export function stepsOf({ can }: Pick<TripView, 'can'>): Step[] {
  const steps = can.flatMap((action) => STEPS[action] ?? [])
  return steps.includes('edit') ? steps.filter((step) => step !== 'budget') : steps
}
