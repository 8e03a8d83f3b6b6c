/** Filters of the lists as they stand in the address; the router reads them without loading the room. */

export const PARTS = ['people', 'terms', 'vacancies', 'gaps', 'handovers', 'substitutes'] as const
export type Part = (typeof PARTS)[number]

export const RESPONSIBILITY_FILTERS = [
  'part',
  'role',
  'user_id',
  'unit_id',
  'active',
  'on',
  'item',
  'checklist',
  'state',
] as const
export type Filters = Partial<Record<(typeof RESPONSIBILITY_FILTERS)[number], string>>

/** What each list can be filtered by; what stands in the address for another one is left out. */
export const OF_PART: Record<Part, readonly (keyof Filters)[]> = {
  people: [],
  terms: ['role', 'user_id', 'unit_id', 'active', 'on'],
  vacancies: ['role', 'unit_id'],
  gaps: ['unit_id', 'item', 'checklist'],
  handovers: ['user_id'],
  substitutes: ['user_id', 'state'],
}
