/** Names under which what was begun is kept on this machine: for the form, and for the mark beside what opens it. */
export const planDraft = (id: number | undefined): string => `trip-plan-${id ?? 'new'}`
export const debriefDraft = (id: number): string => `trip-debrief-${id}`
export const reportDraft = (id: number): string => `trip-report-${id}`
export const receptionDraft = (id: number | undefined): string => `reception-${id ?? 'new'}`
export const promiseDraft = (reception: number): string => `reception-promise-${reception}`
/** Under which name what is written on the road waits to be sent. */
export const queueOf = (trip: { id: number }): string => `trip-${trip.id}`
