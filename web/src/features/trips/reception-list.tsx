/** Receptions: who came, what was promised and is still open, who is to be called back. */
import Button from 'antd/es/button'
import { lazy, type ReactNode, Suspense, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ReceptionTitles, ReceptionViewTitles } from '@/api/labels'
import { date, shortDate } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import { DraftMark } from '@/shared/form/draft-mark'
import type { Column } from '@/shared/grid/columns'
import { useKeys } from '@/shared/keys'
import { ChoiceFilter, DaysFilter, FilterBar, UnitFilter } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ExportButton } from '@/shared/ui/export'
import { receptionDraft } from './drafts'
import type { ReceptionFilters } from './filters'
import { fetchReceptions, type ReceptionItem, receptionKeys } from './reception-api'
import './trips.css'

// the page of a company opens the list with it
const OfEnterprise = lazy(() => import('./of-enterprise').then((m) => ({ default: m.OfEnterprise })))

type Props = {
  filters: ReceptionFilters
  sort: string | undefined
  onChange: (filters: ReceptionFilters, sort: string | undefined) => void
  onOpen: (id: number) => void
  onNew?: (() => void) | undefined
}

export function Receptions({ filters, sort, onChange, onOpen, onNew }: Props) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const columns = useMemo<Column<ReceptionItem>[]>(() => {
    const all: Column<ReceptionItem>[] = [
      { key: 'number', title: ReceptionTitles.number, width: 128, pinned: true, sort: 'number', text: (one) => one.number },
      { key: 'subject', title: ReceptionTitles.subject, width: 280, pinned: true, text: (one) => one.subject },
      {
        key: 'companies',
        title: ReceptionViewTitles.companies,
        width: 240,
        text: (one) => one.companies.join(t('form.comma')) || '—',
      },
      {
        key: 'arrives_on',
        title: ReceptionTitles.arrives_on,
        width: 104,
        sort: 'arrives_on',
        text: (one) => date(one.arrives_on),
      },
      { key: 'departs_on', title: ReceptionTitles.departs_on, width: 104, text: (one) => date(one.departs_on) },
      { key: 'lead_unit_name', title: t('trips.leadUnit'), width: 136, text: (one) => one.lead_unit_name },
      {
        key: 'open_promises',
        title: t('trips.openPromises'),
        width: 104,
        numeric: true,
        text: (one) => String(one.open_promises),
      },
      { key: 'state', title: t('trips.situation'), width: 84, text: (one) => (one.cancelled_at ? t('trips.cancelled') : '—') },
    ]
    return scaled(all, scale)
  }, [t, scale])
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchReceptions(filters, sort, page, perPage, signal),
    [filters, sort],
  )
  const { enterprise_id: enterprise, ...rest } = filters
  useKeys(onNew ? { n: onNew } : {})
  const add: ReactNode = onNew ? (
    <Button type="primary" title={`${t('trips.newReception')}（N）`} onClick={onNew}>
      {t('trips.newReception')}
      <DraftMark name={receptionDraft(undefined)} />
    </Button>
  ) : null
  return (
    <ListPage<ReceptionItem>
      title={t('menu.receptions')}
      queryKey={receptionKeys.list(filters, sort)}
      fetchPage={fetchPage}
      rowKey={(one) => one.id}
      columns={columns}
      list="receptions"
      notice={
        enterprise ? (
          <Suspense fallback={null}>
            <OfEnterprise list="receptions" enterprise={enterprise} onAll={() => onChange(rest, sort)} />
          </Suspense>
        ) : null
      }
      filters={filters as Search}
      onFilters={(next) => onChange(next, sort)}
      sort={sort}
      onSort={(next) => onChange(filters, next)}
      onOpen={(one) => onOpen(one.id)}
      card={(one) => (
        <>
          <strong>{one.subject}</strong>
          <small>
            <span className="one-line">{one.companies.join(t('form.comma')) || t('trips.noGuests')}</span>
            <span>{shortDate(one.arrives_on)}</span>
          </small>
          <small>
            <span className="one-line">{one.lead_unit_name}</span>
            <span>{one.cancelled_at ? t('trips.cancelled') : t('trips.promiseCount', { n: one.open_promises })}</span>
          </small>
        </>
      )}
      bar={
        <FilterBar
          filters={filters as Search}
          onChange={(next) => onChange(next, sort)}
          tools={<ExportButton list="receptions" filters={filters as Search} sort={sort} />}
        >
          <UnitFilter name="unit_id" title={t('trips.leadUnit')} />
          <DaysFilter name="arrives_on" ends={{ from: 'from_on', to: 'to_on' }} title={ReceptionTitles.arrives_on} />
          <ChoiceFilter
            name="callback"
            title={ReceptionViewTitles.callbacks}
            words={{ overdue: t('trips.callbackOverdue') }}
            single
          />
          <ChoiceFilter name="cancelled" title={t('trips.situation')} words={{ true: t('trips.withCancelled') }} single />
        </FilterBar>
      }
      actions={add}
      empty={
        <>
          <p>{t('trips.noReceptions')}</p>
          {add}
        </>
      }
    />
  )
}
