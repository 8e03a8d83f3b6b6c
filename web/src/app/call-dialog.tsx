/** Calling somebody about a project: those who answer for it, and its investors; loaded when somebody wants to call. */
import { useQueries, useQuery } from '@tanstack/react-query'
import { Call, type Colleague } from '@/features/enterprises/call'
import { staffQuery, userQuery } from '@/features/people/api'
import type { Callee } from '@/features/projects/phone-sheet'
import { type Chain, chainQuery } from '@/features/responsibility/api'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/enterprises'
import { useMe } from './me'

addWords('enterprises', words)

type Holder = { id: number; name: string; post: string; roles: string[] }

/** Each person once, with all that he is here; the caller needs no number of his own. */
export function holdersOf(chain: Chain, me: number | undefined): Holder[] {
  const found = new Map<number, Holder>()
  for (const { label, holder, acting } of chain.roles) {
    const persons = [
      ...(holder ? [{ id: holder.user_id, name: holder.user_name, post: [holder.unit_name, holder.post] }] : []),
      ...acting.map((one) => ({ id: one.user_id, name: one.user_name, post: [] })),
    ]
    for (const { id, name, post } of persons) {
      if (id === me) continue
      const one = found.get(id)
      if (one) one.roles.push(label)
      else found.set(id, { id, name, post: post.filter(Boolean).join(' '), roles: [label] })
    }
  }
  return [...found.values()]
}

/** So many of the unit that leads, beside those of the chain. */
const OF_UNIT = 3

type Props = { project: number; callees: readonly Callee[]; onClose: () => void }

export function CallDialog({ project, callees, onClose }: Props) {
  const me = useMe().data
  const can = me?.can ?? []
  const chain = useQuery({ ...chainQuery(project), enabled: can.includes('responsibility.read') })
  const holders = chain.data ? holdersOf(chain.data.data, me?.user?.id) : []
  const users = useQueries({ queries: holders.map((one) => ({ ...userQuery(one.id), enabled: can.includes('user.read') })) })
  const lead = chain.data?.data.lead
  // where nobody of the chain has a number, somebody of the unit that leads may have one
  const unit = useQuery({ ...staffQuery(lead?.unit_id ?? 0), enabled: Boolean(lead) && can.includes('user.read') })
  const others = (unit.data?.items ?? [])
    .filter((one) => one.phone && one.id !== me?.user?.id && !holders.some((held) => held.id === one.id))
    .slice(0, OF_UNIT)
    .map(
      (one): Colleague => ({
        id: one.id,
        name: one.name,
        post: [lead?.unit_name, one.post].filter(Boolean).join(' '),
        roles: [],
        phone: one.phone ?? null,
        pending: false,
      }),
    )
  const colleagues = holders.map(
    (one, i): Colleague => ({ ...one, phone: users[i]?.data?.data.phone ?? null, pending: users[i]?.isLoading === true }),
  )
  return (
    <Call
      colleagues={chain.isLoading ? undefined : [...colleagues, ...others]}
      enterprises={can.includes('contact.reveal') ? callees.map((one) => ({ id: one.enterpriseId, name: one.name })) : []}
      onClose={onClose}
    />
  )
}
