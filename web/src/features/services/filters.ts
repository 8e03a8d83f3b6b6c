/** Filters of the lists as they stand in the address; the router reads them without loading the room. */

export const TICKET_FILTERS = [
  'enterprise_id',
  'project_id',
  'kind',
  'state',
  'level',
  'unit_id',
  'from_on',
  'to_on',
  'overdue',
  'accepted',
  'answered',
] as const
export type TicketFilters = Partial<Record<(typeof TICKET_FILTERS)[number], string>>

export const APPROVAL_FILTERS = [
  'project_id',
  'state',
  'unit_id',
  'code',
  'overdue',
  'kept',
  'due_to',
  'finished_from',
  'finished_to',
] as const
export type ApprovalFilters = Partial<Record<(typeof APPROVAL_FILTERS)[number], string>>

export const COMPLAINT_FILTERS = ['state', 'unit_id', 'from_on', 'to_on', 'overdue', 'late'] as const
export type ComplaintFilters = Partial<Record<(typeof COMPLAINT_FILTERS)[number], string>>

export const RECORD_FILTERS = ['project_id', 'enterprise_id', 'service', 'unit_id', 'from_on', 'to_on', 'withdrawn'] as const
export type RecordFilters = Partial<Record<(typeof RECORD_FILTERS)[number], string>>

export const GAP_FILTERS = ['unit_id'] as const
export type GapFilters = Partial<Record<(typeof GAP_FILTERS)[number], string>>
