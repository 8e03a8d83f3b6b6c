/** Everything that happened to a trip, the newest first: when, who, what, and what was changed. */
import { useQuery } from '@tanstack/react-query'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import { NegotiationTripTitles, TripCompanyTitles, TripStateWords, VisitOutcomeWords } from '@/api/labels'
import { instant } from '@/shared/dates'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { historyQuery } from './api'

type Values = Record<string, unknown> | null | undefined
type Event = { before?: unknown; after?: unknown }
/** Bookkeeping of the record itself, which no reader asks for: when and who stand in the row already. */
const SILENT = /^(updated_at|version|rule_revision|approved_revision|id)$|_(at|by|id)$/
const TITLES: Record<string, string> = { ...TripCompanyTitles, ...NegotiationTripTitles }
const WORDS: Record<string, Record<string, string>> = { state: TripStateWords, outcome: VisitOutcomeWords }
const LONG = 60

/** Titles of what was changed, and where it speaks for itself its new value. */
function changed({ before, after }: Event): string {
  const [old, now] = [before as Values, after as Values]
  const company = now?.['company'] ?? old?.['company']
  if (typeof company === 'string') return company
  if (typeof now?.['place'] === 'string') return now['place']
  const names = Object.keys(now ?? {}).filter((name) => !SILENT.test(name) && old && name in old)
  return names
    .flatMap((name) => {
      const title = TITLES[name]
      const value = now?.[name]
      if (!title || value === null) return []
      const shown = WORDS[name]?.[String(value)] ?? value
      return [typeof shown === 'string' && shown.length < LONG ? `${title}：${shown}` : title]
    })
    .join('；')
}

export function History({ id }: { id: number }) {
  const { t } = useTranslation()
  const history = useQuery(historyQuery(id))
  if (history.error) return <ProblemAlert error={history.error} onRetry={() => void history.refetch()} />
  if (!history.data) return <Skeleton active />
  const word = (event: string): string =>
    t(`trips.events.${event.replace('trip.', '')}` as 'trips.events.created', { defaultValue: event })
  return (
    <PlainTable
      stacks
      caption={t('trips.history')}
      head={[{ title: t('trips.at') }, { title: t('trips.who') }, { title: t('trips.what') }, { title: t('trips.detail') }]}
      rows={history.data.items.map((event) => ({
        key: event.id,
        cells: [instant(event.at), event.actor_name, word(event.event), changed(event)],
      }))}
    />
  )
}
