/** Filters of the lists as they stand in the address; by themselves, so that the router does not load the room. */
export const CHANNEL_FILTERS = ['active'] as const
export const MESSAGE_FILTERS = ['channel_id', 'state'] as const
export type ChannelFilters = Partial<Record<(typeof CHANNEL_FILTERS)[number], string>>
export type MessageFilters = Partial<Record<(typeof MESSAGE_FILTERS)[number], string>>
