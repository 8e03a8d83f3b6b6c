/** Filters of the list as they stand in the address; apart from the requests, because the frame reads them. */
export const FILTERS = ['state', 'target'] as const
export type Filters = Partial<Record<(typeof FILTERS)[number], string>>

export const MAPPING_FILTERS = ['q', 'target', 'unit_id'] as const
export type MappingFilters = Partial<Record<(typeof MAPPING_FILTERS)[number], string>>
