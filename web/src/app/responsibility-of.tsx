/** Who answers for a project, on its page: the row below its stages, and the tab. */
import { AssignRole } from '@/features/responsibility/assign-role'
import { ChainCard } from '@/features/responsibility/card'
import { ResponsibilityTab } from '@/features/responsibility/tab'
import { HandOver } from './hand-over'

export const ChainOf = ChainCard
export const AssignOf = AssignRole

export function ResponsibilityOf({ id }: { id: number }) {
  return <ResponsibilityTab id={id} handOver={<HandOver />} />
}
