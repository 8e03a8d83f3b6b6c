/** Calling the investors of a project; loaded when somebody wants to call. */
import { Call } from '@/features/enterprises/call'
import type { Callee } from '@/features/projects/phone-sheet'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/enterprises'

addWords('enterprises', words)

export function CallDialog({ callees, onClose }: { callees: readonly Callee[]; onClose: () => void }) {
  return <Call enterprises={callees.map((one) => ({ id: one.enterpriseId, name: one.name }))} onClose={onClose} />
}
