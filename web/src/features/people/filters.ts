/** Filters of the lists as they stand in the address; by themselves, so that the router does not load the room. */
export const UNIT_FILTERS = ['q', 'kind', 'valid_on'] as const
export const USER_FILTERS = ['q', 'unit_id', 'role', 'status'] as const
export const TOKEN_FILTERS = ['state', 'enterprise_id', 'created_by'] as const
export type UnitFilters = Partial<Record<(typeof UNIT_FILTERS)[number], string>>
export type UserFilters = Partial<Record<(typeof USER_FILTERS)[number], string>>
export type TokenFilters = Partial<Record<(typeof TOKEN_FILTERS)[number], string>>
