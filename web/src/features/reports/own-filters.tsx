/** Filters that only the figures have: an event of signing, a county, one day, days of departure. */
import { useTranslation } from 'react-i18next'
import { body, client } from '@/api/client'
import { DateInput, PeriodInput } from '@/shared/form/date-input'
import { useFilter } from '@/shared/list/filter-bar'
import { DivisionPicker } from '@/shared/pick/pickers'
import { type Choice, RemoteSelect } from '@/shared/pick/remote-select'

const MOST = 20

const events = async (q: string, signal: AbortSignal): Promise<Choice[]> => {
  const query = { per_page: MOST, ...(q ? { q } : {}) }
  const found = await body(client.GET('/api/v1/signing-events', { params: { query }, signal }))
  return found.items.map((event) => ({
    id: event.id,
    name: event.title ?? event.name,
    detail: [event.held_from_on, event.place].filter(Boolean).join(' '),
  }))
}

export function EventFilter({ name, title }: { name: string; title: string }) {
  const [value, put] = useFilter(name)
  const id = Number(value)
  return (
    <span className="filter-choice">
      <RemoteSelect
        aria-label={title}
        placeholder={title}
        source="signing-events"
        find={events}
        value={id > 0 ? id : null}
        onChange={(event) => put(event === null ? undefined : String(event))}
      />
    </span>
  )
}

export function DivisionFilter({ name, title }: { name: string; title: string }) {
  const [value, put] = useFilter(name)
  return (
    <span className="filter-choice">
      <DivisionPicker aria-label={title} placeholder={title} value={value ?? null} onChange={(code) => put(code ?? undefined)} />
    </span>
  )
}

export function DayFilter({ name, title }: { name: string; title: string }) {
  const [value, put] = useFilter(name)
  return (
    <DateInput
      aria-label={title}
      placeholder={title}
      className="filter-choice"
      value={value ?? null}
      onChange={(on) => put(on ?? undefined)}
    />
  )
}

/** From a day to a day, both included, as trips take them. */
export function PeriodFilter({ from, to, title }: { from: string; to: string; title: string }) {
  const { t } = useTranslation()
  const [first, putFirst] = useFilter(from)
  const [last, putLast] = useFilter(to)
  return (
    <PeriodInput
      aria-label={title}
      className="filter-days"
      placeholder={[t('list.from', { title }), t('list.to')]}
      from={first ?? null}
      to={last ?? null}
      onChange={(from, to) => {
        putFirst(from ?? undefined)
        putLast(to ?? undefined)
      }}
    />
  )
}
