/** Filters of the log as they stand in the address; by themselves, so that the router does not load the room. */
export const JOURNAL_FILTERS = ['actor_id', 'subject_kind', 'subject_id', 'event', 'at.gte', 'at.lt'] as const
export type Filters = Partial<Record<(typeof JOURNAL_FILTERS)[number], string>>
