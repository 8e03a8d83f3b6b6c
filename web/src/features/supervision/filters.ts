/** Filters of the list as they stand in the address; the router reads them without loading the room. */
export const SLIP_FILTERS = [
  'q',
  'kind',
  'state',
  'basis',
  'unit_id',
  'person_id',
  'issued_by',
  'project_id',
  'root_id',
  'overdue',
  'due_on.gte',
  'due_on.lt',
] as const
export type SlipFilters = Partial<Record<(typeof SLIP_FILTERS)[number], string>>
