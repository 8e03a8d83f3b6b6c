/** Filters of the lists as they stand in the address; the router reads them without loading the room. */

export const FILTERS = [
  'q',
  'state',
  'kind',
  'leader',
  'unit_id',
  'from_on',
  'to_on',
  'province',
  'chain',
  'station',
  'report',
  'mine',
  'enterprise_id',
] as const
export type Filters = Partial<Record<(typeof FILTERS)[number], string>>

export const RECEPTION_FILTERS = ['unit_id', 'from_on', 'to_on', 'enterprise_id', 'callback', 'cancelled'] as const
export type ReceptionFilters = Partial<Record<(typeof RECEPTION_FILTERS)[number], string>>
