/** Filters of the lists as they stand in the address; by themselves, so that the router does not load the rooms. */
export const CLAIM_FILTERS = [
  'q',
  'state',
  'unit_id',
  'person_id',
  'enterprise_id',
  'project_id',
  'lapses_on.lt',
  'needs_ruling',
] as const
export const OBJECTION_FILTERS = ['state', 'overdue'] as const
export const TRANSFER_FILTERS = ['state', 'asked_of_me'] as const
export const POOL_FILTERS = ['chain'] as const
export type ClaimFilters = Partial<Record<(typeof CLAIM_FILTERS)[number], string>>
export type ObjectionFilters = Partial<Record<(typeof OBJECTION_FILTERS)[number], string>>
export type TransferFilters = Partial<Record<(typeof TRANSFER_FILTERS)[number], string>>
export type PoolFilters = Partial<Record<(typeof POOL_FILTERS)[number], string>>
