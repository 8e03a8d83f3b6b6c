/** Filters of the lists as they stand in the address; apart from the requests, because the frame reads them. */
export const TEMPLATE_FILTERS = ['list', 'scope'] as const
export type TemplateFilters = Partial<Record<(typeof TEMPLATE_FILTERS)[number], string>>
export const EXPORT_FILTERS = ['list'] as const
export type ExportFilters = Partial<Record<(typeof EXPORT_FILTERS)[number], string>>
