/** Filters of the library as they stand in the address. */
export const FILTERS = [
  'q',
  'class',
  'origin',
  'owner_unit_id',
  'division_code',
  'industry_code',
  'credit_code',
  'withdrawn',
  'updated_at.gte',
  'import_id',
] as const
export type Filters = Partial<Record<(typeof FILTERS)[number], string>>
