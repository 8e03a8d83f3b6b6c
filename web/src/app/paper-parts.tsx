/** What the other rooms say of a project on its one sheet; a part that the caller may not read is absent. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { ApiError } from '@/api/errors'
import { latestQuery, milestonesQuery } from '@/features/progress/api'
import { LatestOnPaper, MilestonesOnPaper } from '@/features/progress/paper-part'
import type { PaperParts } from '@/features/projects/paper'
import { chainQuery } from '@/features/responsibility/api'
import { ChainOnPaper } from '@/features/responsibility/paper-part'
import { openTicketsQuery, permitsQuery } from '@/features/services/api'
import { PermitsOnPaper, TicketsOnPaper } from '@/features/services/paper-part'
import { colourQuery, openSlipsQuery } from '@/features/supervision/api'
import { ColourOnPaper, SlipsOnPaper } from '@/features/supervision/paper-part'
import { addWords } from '@/i18n'
import progress from '@/i18n/rooms/progress'
import responsibility from '@/i18n/rooms/responsibility'
import services from '@/i18n/rooms/services'
import supervision from '@/i18n/rooms/supervision'
import { useMe } from './me'

addWords('progress', progress)
addWords('responsibility', responsibility)
addWords('services', services)
addWords('supervision', supervision)

/** Not for the caller, or not of this project: the part is left out. */
const absent = (one: UseQueryResult<unknown>): boolean => one.error instanceof ApiError && [403, 404].includes(one.error.status)

export function usePaperParts(id: number): PaperParts {
  const me = useMe()
  const may = (action: string) => ({ enabled: me.data?.can.includes(action) === true })
  const colour = useQuery({ ...colourQuery(id), ...may('colour.read') })
  const chain = useQuery({ ...chainQuery(id), ...may('responsibility.read') })
  const milestones = useQuery({ ...milestonesQuery(id), ...may('milestone.read') })
  const latest = useQuery({ ...latestQuery(id), ...may('report.read') })
  const permits = useQuery({ ...permitsQuery(id, false), ...may('approval.read') })
  const tickets = useQuery({ ...openTicketsQuery(id), ...may('ticket.read') })
  const slips = useQuery({ ...openSlipsQuery(id), ...may('slip.read') })
  const all = [colour, chain, milestones, latest, permits, tickets, slips]
  const failed = all.find((one) => one.error && !absent(one))
  return {
    waits: !me.data || all.some((one) => one.isLoading),
    failed: failed ? { error: failed.error, again: () => void failed.refetch() } : undefined,
    colour: colour.data ? <ColourOnPaper found={colour.data} /> : null,
    chain: chain.data ? <ChainOnPaper chain={chain.data.data} /> : null,
    rest: (
      <>
        {milestones.data ? <MilestonesOnPaper items={milestones.data.items} /> : null}
        {permits.data ? <PermitsOnPaper items={permits.data.items} /> : null}
        {tickets.data ? <TicketsOnPaper items={tickets.data.items} /> : null}
        {slips.data ? <SlipsOnPaper items={slips.data.items} /> : null}
        {latest.data ? <LatestOnPaper report={latest.data.items[0]} /> : null}
      </>
    ),
  }
}
