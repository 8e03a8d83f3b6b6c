/** What one does with a thing that waits, in a word; what only needs a note is finished on the spot. */
import { InboxKindWords, InboxTabWords } from '@/api/labels'
import type { InboxKind, InboxTab } from './api'

export type Act = 'audit' | 'decide' | 'complete' | 'supplement' | 'open' | 'look'

const ACTS: Partial<Record<InboxKind, Act>> = {
  trip_decision: 'decide',
  claim_extension: 'decide',
  trip_next_step: 'complete',
  reception_promise: 'complete',
  talk_next_step: 'complete',
}

export function actOf(kind: InboxKind, tab: InboxTab): Act {
  if (tab !== 'todo') return 'look'
  if (kind.endsWith('_audit')) return 'audit'
  if (kind.endsWith('_returned')) return 'supplement'
  return ACTS[kind] ?? 'open'
}

/** What an address says, where it says something that there is. */
export const tabIn = (tab: string | undefined): InboxTab => (tab && tab in InboxTabWords ? (tab as InboxTab) : 'todo')
export const kindIn = (kind: string | undefined): InboxKind | undefined =>
  kind && kind in InboxKindWords ? (kind as InboxKind) : undefined
