/** Filters that only the figures have: an event of signing, a county, one day, days of departure. */
import DatePicker from 'antd/es/date-picker'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { body, client } from '@/api/client'
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
    <DatePicker
      aria-label={title}
      placeholder={title}
      className="filter-choice"
      value={value ? dayjs(value) : null}
      onChange={(day) => put(day?.format('YYYY-MM-DD'))}
    />
  )
}

/** From a day to a day, both included, as trips take them. */
export function PeriodFilter({ from, to, title }: { from: string; to: string; title: string }) {
  const { t } = useTranslation()
  const [first, putFirst] = useFilter(from)
  const [last, putLast] = useFilter(to)
  return (
    <DatePicker.RangePicker
      aria-label={title}
      className="filter-days"
      placeholder={[t('list.from', { title }), t('list.to')]}
      allowEmpty={[true, true]}
      value={[first ? dayjs(first) : null, last ? dayjs(last) : null]}
      onChange={(days) => {
        putFirst(days?.[0]?.format('YYYY-MM-DD'))
        putLast(days?.[1]?.format('YYYY-MM-DD'))
      }}
    />
  )
}
