/** Filters of the list as they stand in the address; the router reads them without loading the room. */

export const TALK_FILTERS = [
  'q',
  'unit_id',
  'kind',
  'outcome',
  'from_on',
  'to_on',
  'next_state',
  'next_owner_id',
  'enterprise_id',
  'project_id',
  'withdrawn',
] as const
export type TalkFilters = Partial<Record<(typeof TALK_FILTERS)[number], string>>
