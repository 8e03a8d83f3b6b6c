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
export const PROGRESS_FILTERS = ['indicator', 'through', 'as_of', 'rounding', 'unit_id', 'last_year'] as const
export const EFFECT_FILTERS = [
  'kind',
  'unit_id',
  'leader',
  'leader_id',
  'station',
  'from_on',
  'to_on',
  'province',
  'chain',
  'attribution',
  'trip_id',
] as const
