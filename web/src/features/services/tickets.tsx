/** Difficulties of all enterprises: whose, of what kind, who handles them until when. */
import Button from 'antd/es/button'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DifficultyWords, TicketLevelWords, TicketStateWords, TicketTitles } from '@/api/labels'
import { date, shortDate } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, DaysFilter, FilterBar, UnitFilter } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ExportButton } from '@/shared/ui/export'
import { fetchTickets, serviceKeys, type Ticket } from './api'
import { Due } from './due'
import type { TicketFilters } from './filters'
import { RaiseTicket } from './raise'
import { TicketLine } from './ticket'
import './services.css'

type Props = {
  filters: TicketFilters
  sort: string | undefined
  onChange: (filters: TicketFilters, sort: string | undefined) => void
  onOpen: (id: number) => void
  mayRaise: boolean
}

const MORE = ['level', 'unit_id', 'accepted', 'answered']

export function Tickets({ filters, sort, onChange, onOpen, mayRaise }: Props) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const [raising, setRaising] = useState(false)
  const columns = useMemo<Column<Ticket>[]>(() => {
    const all: Column<Ticket>[] = [
      { key: 'number', title: TicketTitles.number, width: 128, pinned: true, text: (one) => one.number },
      { key: 'title', title: TicketTitles.title, width: 200, pinned: true, text: (one) => one.title },
      { key: 'kind', title: TicketTitles.kind, width: 84, text: (one) => DifficultyWords[one.kind] },
      { key: 'state', title: TicketTitles.state, width: 148, text: (one) => TicketStateWords[one.state] },
      {
        key: 'due_on',
        title: TicketTitles.promised_on,
        width: 152,
        sort: 'promised_on',
        text: (one) => date(one.due_on),
        render: (one) => <Due on={one.due_on} overdue={one.days_overdue} />,
      },
      { key: 'enterprise_name', title: t('services.enterprise'), width: 200, text: (one) => one.enterprise_name },
      { key: 'project_name', title: t('services.project'), width: 220, text: (one) => one.project_name ?? '—' },
      { key: 'unit_name', title: t('services.handler'), width: 128, text: (one) => one.unit_name ?? '—' },
      { key: 'level', title: TicketTitles.level, width: 136, text: (one) => TicketLevelWords[one.level] },
      { key: 'raised_on', title: TicketTitles.raised_on, width: 112, sort: 'raised_on', text: (one) => date(one.raised_on) },
      { key: 'said', title: TicketTitles.said, width: 300, text: (one) => one.said },
    ]
    return scaled(all, scale)
  }, [t, scale])
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchTickets(filters, sort, page, perPage, signal),
    [filters, sort],
  )
  const raise: ReactNode = mayRaise ? (
    <Button type="primary" onClick={() => setRaising(true)}>
      {t('services.raise')}
    </Button>
  ) : null
  return (
    <>
      <ListPage<Ticket>
        title={t('menu.tickets')}
        queryKey={serviceKeys.tickets(filters, sort)}
        fetchPage={fetchPage}
        rowKey={(one) => one.id}
        columns={columns}
        filters={filters as Search}
        onFilters={(next) => onChange(next, sort)}
        sort={sort}
        onSort={(next) => onChange(filters, next)}
        onOpen={(one) => onOpen(one.id)}
        cardHeight={116}
        card={(one) => (
          <>
            <strong>{one.title}</strong>
            <small>
              <span>{DifficultyWords[one.kind]}</span>
              <span>{one.enterprise_name}</span>
            </small>
            <small>
              <span>{one.unit_name ?? ''}</span>
              <span>{shortDate(one.raised_on)}</span>
            </small>
            <TicketLine ticket={one} />
          </>
        )}
        bar={
          <FilterBar
            filters={filters as Search}
            onChange={(next) => onChange(next, sort)}
            tools={<ExportButton list="tickets" filters={filters as Search} sort={sort} />}
            moreNames={MORE}
            more={
              <>
                <ChoiceFilter name="level" title={TicketTitles.level} words={TicketLevelWords} />
                <UnitFilter name="unit_id" title={t('services.handler')} />
              </>
            }
          >
            <ChoiceFilter name="state" title={TicketTitles.state} words={TicketStateWords} />
            <ChoiceFilter name="kind" title={TicketTitles.kind} words={DifficultyWords} />
            <ChoiceFilter name="overdue" title={t('services.onTime')} words={{ true: t('services.onlyLate') }} single />
            <DaysFilter name="raised_on" ends={{ from: 'from_on', to: 'to_on' }} title={TicketTitles.raised_on} />
          </FilterBar>
        }
        actions={raise}
        empty={
          <>
            <p>{t('services.noTickets')}</p>
            {raise}
          </>
        }
      />
      {raising ? <RaiseTicket onClose={() => setRaising(false)} /> : null}
    </>
  )
}
