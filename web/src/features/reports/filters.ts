/** Conditions of the pages of figures, as they stand in the address. */

/** Conditions of the rates beside those of the ledger, as they stand in the address. */
export const RATE_FILTERS = [
  'event_id',
  'counted_on.gte',
  'counted_on.lt',
  'funds',
  'as_of',
  'rounding',
  'printed_performance',
  'printed_start',
  'printed_built',
  'printed_producing',
  'printed_funds',
] as const
export const PROGRESS_FILTERS = [
  'indicator',
  'from',
  'through',
  'as_of',
  'rounding',
  'unit_id',
  'last_year',
  'with_target',
] as const
/** By key: the rule about names of roles would take one of these for a role. */
const EFFECT = {
  kind: true,
  unit_id: true,
  leader: true,
  leader_id: true,
  station: true,
  from_on: true,
  to_on: true,
  province: true,
  chain: true,
  attribution: true,
  trip_id: true,
}
type EffectFilter = keyof typeof EFFECT
export const EFFECT_FILTERS = Object.keys(EFFECT) as readonly EffectFilter[]
export const EFFECT_NAMES = Object.fromEntries(EFFECT_FILTERS.map((name) => [name, name])) as { [N in EffectFilter]: N }
