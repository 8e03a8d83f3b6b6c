/** Filters as they stand in the addresses; apart from the calls, because the router knows them before any page is loaded. */
export const UNIT_FILTERS = ['q', 'kind', 'valid_on'] as const
export const USER_FILTERS = ['q', 'unit_id', 'role', 'status'] as const
export const TOKEN_FILTERS = ['state', 'enterprise_id', 'created_by'] as const
export type UnitFilters = Partial<Record<(typeof UNIT_FILTERS)[number], string>>
export type UserFilters = Partial<Record<(typeof USER_FILTERS)[number], string>>
export type TokenFilters = Partial<Record<(typeof TOKEN_FILTERS)[number], string>>
