/** Which leg of a trip is today's; on no leg's day the next one, or the last. */
import type { TripView } from './api'

type Leg = TripView['legs'][number]

export function legOn(legs: readonly Leg[], on: string): { leg: Leg; now: boolean } | null {
  const today = legs.filter((leg) => leg.from_on <= on && on <= leg.to_on).at(-1)
  if (today) return { leg: today, now: true }
  const next = legs.find((leg) => leg.from_on > on) ?? legs.at(-1)
  return next ? { leg: next, now: false } : null
}
