/** Trips: what is planned, who is away, whose report is owed. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { lazy, type ReactNode, Suspense, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { NegotiationTripTitles, TripKindWords, TripStateWords } from '@/api/labels'
import { date, shortDate } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import { DraftMark } from '@/shared/form/draft-mark'
import type { Column } from '@/shared/grid/columns'
import { useKeys } from '@/shared/keys'
import { ChoiceFilter, DaysFilter, FilterBar, TextFilter, UnitFilter } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ExportButton } from '@/shared/ui/export'
import { fetchTrips, provincesQuery, type TripItem, tripKeys } from './api'
import { planDraft } from './drafts'
import type { Filters } from './filters'
import { StateTag } from './state-tag'
import './trips.css'

// the page of a company opens the list with it
const OfEnterprise = lazy(() => import('./of-enterprise').then((m) => ({ default: m.OfEnterprise })))

type Props = {
  filters: Filters
  sort: string | undefined
  onChange: (filters: Filters, sort: string | undefined) => void
  onOpen: (id: number) => void
  /** Absent for who may not plan. */
  onNew?: (() => void) | undefined
}

export function Trips({ filters, sort, onChange, onOpen, onNew }: Props) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const columns = useMemo(() => columnsOf(t as (key: string, values?: object) => string, scale), [t, scale])
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchTrips(filters, sort, page, perPage, signal),
    [filters, sort],
  )
  const { enterprise_id: enterprise, ...rest } = filters
  useKeys(onNew ? { n: onNew } : {})
  const add = (text: string): ReactNode =>
    onNew ? (
      <Button type="primary" title={`${text}（N）`} onClick={onNew}>
        {text}
        <DraftMark name={planDraft(undefined)} />
      </Button>
    ) : null
  return (
    <ListPage<TripItem>
      title={t('menu.trips')}
      queryKey={tripKeys.list(filters, sort)}
      fetchPage={fetchPage}
      rowKey={(trip) => trip.id}
      columns={columns}
      list="negotiation_trips"
      notice={
        enterprise ? (
          <Suspense fallback={null}>
            <OfEnterprise list="negotiation_trips" enterprise={enterprise} onAll={() => onChange(rest, sort)} />
          </Suspense>
        ) : null
      }
      filters={filters as Search}
      onFilters={(next) => onChange(next, sort)}
      sort={sort}
      onSort={(next) => onChange(filters, next)}
      onOpen={(trip) => onOpen(trip.id)}
      card={(trip) => <Card trip={trip} />}
      cardHeight={112}
      bar={<Bar filters={filters} sort={sort} onChange={(next) => onChange(next, sort)} />}
      actions={add(t('trips.new'))}
      empty={
        <>
          <p>{t('trips.none')}</p>
          {add(t('trips.new'))}
        </>
      }
    />
  )
}

type Say = (key: string, values?: object) => string

/** The report in a word: handed in, owed until, or how late. */
function reportText(t: Say, { report }: TripItem): string {
  if (report.overdue) return t('trips.reportLate', { n: report.days_overdue })
  if (report.handed_in_on) return t('trips.reportIn', { on: shortDate(report.handed_in_on) })
  return report.due_on ? t('trips.reportDue', { on: shortDate(report.due_on) }) : '—'
}

function columnsOf(t: Say, scale: number): Column<TripItem>[] {
  const columns: Column<TripItem>[] = [
    { key: 'number', title: NegotiationTripTitles.number, width: 128, pinned: true, sort: 'number', text: (trip) => trip.number },
    { key: 'purpose', title: NegotiationTripTitles.purpose, width: 264, pinned: true, text: (trip) => trip.purpose },
    {
      key: 'state',
      title: NegotiationTripTitles.state,
      width: 84,
      text: (trip) => TripStateWords[trip.state],
      render: (trip) => <StateTag state={trip.state} />,
    },
    { key: 'leader_name', title: NegotiationTripTitles.leader_name, width: 112, text: (trip) => trip.leader_name },
    { key: 'cities', title: t('trips.cities'), width: 136, text: (trip) => trip.cities.join('、') || '—' },
    {
      key: 'starts_on',
      title: NegotiationTripTitles.starts_on,
      width: 96,
      sort: 'starts_on',
      text: (trip) => date(trip.starts_on),
    },
    { key: 'companies', title: t('trips.companies'), width: 72, numeric: true, text: (trip) => String(trip.companies) },
    { key: 'report', title: t('trips.report'), width: 120, text: (trip) => reportText(t, trip) },
    { key: 'kind', title: NegotiationTripTitles.kind, width: 88, text: (trip) => TripKindWords[trip.kind] },
    { key: 'lead_unit_name', title: t('trips.leadUnit'), width: 136, text: (trip) => trip.lead_unit_name },
    { key: 'ends_on', title: NegotiationTripTitles.ends_on, width: 112, text: (trip) => date(trip.ends_on) },
    { key: 'chain', title: NegotiationTripTitles.chain, width: 112, text: (trip) => trip.chain || '—' },
    { key: 'station', title: NegotiationTripTitles.station, width: 128, text: (trip) => trip.station || '—' },
  ]
  return scaled(columns, scale)
}

const MORE = ['unit_id', 'province', 'chain', 'station', 'report', 'mine']

function Bar({ filters, sort, onChange }: { filters: Filters; sort: string | undefined; onChange: (next: Filters) => void }) {
  const { t } = useTranslation()
  const provinces = useQuery(provincesQuery)
  const more = (
    <>
      <UnitFilter name="unit_id" title={t('trips.leadUnit')} />
      <ChoiceFilter name="province" title={t('trips.province')} words={provinces.data ?? {}} single />
      <TextFilter name="chain" title={NegotiationTripTitles.chain} />
      <TextFilter name="station" title={NegotiationTripTitles.station} />
      <ChoiceFilter
        name="report"
        title={t('trips.report')}
        words={{ overdue: t('trips.filterOverdue'), not_due: t('trips.filterNotDue'), handed_in: t('trips.filterIn') }}
        single
      />
      <ChoiceFilter name="mine" title={t('trips.whose')} words={{ true: t('trips.mine') }} single />
    </>
  )
  return (
    <FilterBar
      filters={filters as Search}
      onChange={onChange}
      more={more}
      moreNames={MORE}
      tools={<ExportButton list="negotiation_trips" filters={filters as Search} sort={sort} />}
    >
      <TextFilter title={t('trips.search')} />
      <ChoiceFilter name="state" title={NegotiationTripTitles.state} words={TripStateWords} />
      <ChoiceFilter name="kind" title={NegotiationTripTitles.kind} words={TripKindWords} />
      <TextFilter name="leader" title={NegotiationTripTitles.leader_name} />
      <DaysFilter name="starts_on" ends={{ from: 'from_on', to: 'to_on' }} title={NegotiationTripTitles.starts_on} />
    </FilterBar>
  )
}

function Card({ trip }: { trip: TripItem }) {
  const { t } = useTranslation()
  return (
    <>
      <strong>{trip.purpose}</strong>
      <small>
        <StateTag state={trip.state} />
        <span className="one-line">{trip.cities.join('、')}</span>
        <span>{shortDate(trip.starts_on)}</span>
      </small>
      <small>
        <span className="one-line">{trip.leader_name}</span>
        {trip.report.overdue ? (
          <strong>{t('trips.reportOwed', { n: trip.report.days_overdue })}</strong>
        ) : (
          <span>{t('trips.companyCount', { n: trip.companies })}</span>
        )}
      </small>
    </>
  )
}
