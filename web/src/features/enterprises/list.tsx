/** The enterprise library: shared by the whole city; filters in the address, a grid over server windows. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { CompanyClassWords, EnterpriseTitles, FundsOriginWords } from '@/api/labels'
import { today } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import { ChoiceFilter, DivisionFilter, FilterBar, TextFilter, UnitFilter } from '@/shared/list/filter-bar'
import { ListPage } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ExportButton } from '@/shared/ui/export'
import { ProblemAlert } from '@/shared/ui/problem'
import { countsQuery, type Enterprise, fetchEnterprises, keys } from './api'
import { libraryColumns } from './columns'
import type { Filters } from './filters'
import { useUnitNames } from './names'
import './enterprises.css'

type Props = {
  filters: Filters
  sort: string | undefined
  onChange: (filters: Filters, sort: string | undefined) => void
  onOpen: (id: number) => void
  /** Ctrl+V, for those who may bring tables in. */
  onPaste?: ((text: string) => void) | undefined
  /** Buttons beside the title. */
  actions?: ReactNode
  /** The one thing to do in an empty library. */
  create?: ReactNode
}

export function Library({ filters, sort, onChange, onOpen, onPaste, actions, create }: Props) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const units = useUnitNames()
  const columns = useMemo(() => libraryColumns(units, t('form.comma'), scale), [units, t, scale])
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchEnterprises(filters, sort, page, perPage, signal),
    [filters, sort],
  )
  const counts = useQuery(countsQuery(filters))
  const totals = counts.data
    ? {
        credit_code: t('enterprises.withCode', { n: counts.data.with_credit_code }),
      }
    : undefined
  const filter = useCallback((next: Search) => onChange(next as Filters, sort), [onChange, sort])
  return (
    <ListPage<Enterprise>
      title={t('menu.enterprises')}
      queryKey={keys.list(filters, sort)}
      fetchPage={fetchPage}
      rowKey={(e) => e.id}
      columns={columns}
      list="enterprises"
      filters={filters as Search}
      onFilters={filter}
      sort={sort}
      onSort={(next) => onChange(filters, next)}
      onOpen={(e) => onOpen(e.id)}
      onPaste={onPaste}
      card={(e) => <Card enterprise={e} unit={e.owner_unit_id == null ? undefined : units.get(e.owner_unit_id)} />}
      bar={
        <FilterBar
          filters={filters as Search}
          onChange={filter}
          moreNames={['owner_unit_id', 'division_code']}
          more={
            <>
              <UnitFilter name="owner_unit_id" title={EnterpriseTitles.owner_unit_id} />
              <DivisionFilter name="division_code" title={t('enterprises.division')} />
            </>
          }
          tools={<ExportButton list="enterprises" filters={filters as Search} sort={sort} />}
        >
          <TextFilter title={t('enterprises.search')} />
          <ChoiceFilter name="class" title={EnterpriseTitles.classes} words={CompanyClassWords} />
          <ChoiceFilter name="origin" title={EnterpriseTitles.origin} words={FundsOriginWords} />
          <ChoiceFilter name="withdrawn" single title={t('enterprises.inUse')} words={{ true: t('enterprises.onlyWithdrawn') }} />
        </FilterBar>
      }
      actions={actions}
      totals={totals}
      totalsLabel={
        counts.data ? t('enterprises.totalsOf', { n: counts.data.total, on: today(new Date(counts.dataUpdatedAt)) }) : undefined
      }
      empty={
        <>
          <p>{t('enterprises.none')}</p>
          {create}
        </>
      }
      notice={
        counts.error ? (
          <ProblemAlert error={counts.error} title={t('enterprises.noCounts')} onRetry={() => void counts.refetch()} />
        ) : null
      }
    />
  )
}

function Card({ enterprise, unit }: { enterprise: Enterprise; unit: string | undefined }) {
  const { t } = useTranslation()
  return (
    <>
      <strong>{enterprise.name}</strong>
      <small>
        <span>{enterprise.credit_code ?? t('enterprises.noCode')}</span>
        <span>{enterprise.origin ? FundsOriginWords[enterprise.origin] : ''}</span>
      </small>
      <small>
        <span>{enterprise.place || t('enterprises.noPlace')}</span>
        <span>{unit}</span>
      </small>
    </>
  )
}
