/** What the addresses of the pages of figures may hold. */
import { FILTERS } from '@/features/projects/filters'
import { EFFECT_FILTERS, PROGRESS_FILTERS, RATE_FILTERS } from '@/features/reports/filters'

/** Of the month's reports. */
export const MONTHLY_SEARCH = ['month', 'unit_id', 'state'] as const

export const SEARCH = {
  dashboard: [...FILTERS, 'rank_by'],
  rates: [...FILTERS, ...RATE_FILTERS, 'indicator'],
  rateProjects: [...FILTERS, ...RATE_FILTERS, 'figure', 'sort'],
  targets: ['indicator', 'year', 'through'],
  progressProjects: [...FILTERS, ...PROGRESS_FILTERS, 'sort'],
  effects: EFFECT_FILTERS,
} as const
