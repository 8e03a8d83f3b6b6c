/** Filters of the audit log as they stand in the address. */
export const JOURNAL_FILTERS = ['actor_id', 'subject_kind', 'subject_id', 'event', 'at.gte', 'at.lt'] as const
export type Filters = Partial<Record<(typeof JOURNAL_FILTERS)[number], string>>
