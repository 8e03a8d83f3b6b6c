/** What column names mean, as people have explained them once: by unit, put right or forgotten in a layer. */
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ImportFieldWords, ImportMappingTitles, ImportTargetWords } from '@/api/labels'
import { instant } from '@/shared/dates'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, FilterBar, TextFilter, UnitFilter } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { fetchMappings, importKeys, type Mapping, refresh } from './api'
import type { MappingFilters } from './filters'

const MappingDialog = lazy(() => import('./mapping-form').then((m) => ({ default: m.MappingDialog })))

type Props = { filters: MappingFilters; onChange: (filters: MappingFilters) => void }

export function MappingList({ filters, onChange }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const scale = scaleOf(useTextSize())
  const [open, setOpen] = useState<Mapping | null>(null)
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchMappings(filters, page, perPage, signal),
    [filters],
  )
  const meaning = useCallback((one: Mapping) => (one.field ? ImportFieldWords[one.field] : t('imports.leftOut')), [t])
  const columns = useMemo<Column<Mapping>[]>(
    () =>
      scaled(
        [
          { key: 'column_key', title: t('imports.mappings.column'), width: 240, pinned: true, text: (one) => one.column_key },
          { key: 'field', title: t('imports.mappings.meaning'), width: 200, text: meaning },
          { key: 'target', title: ImportMappingTitles.target, width: 104, text: (one) => ImportTargetWords[one.target] },
          { key: 'unit_name', title: ImportMappingTitles.unit_name, width: 200, text: (one) => one.unit_name },
          { key: 'uses', title: ImportMappingTitles.uses, width: 104, numeric: true, text: (one) => String(one.uses) },
          {
            key: 'last_used_at',
            title: ImportMappingTitles.last_used_at,
            width: 176,
            text: (one) => instant(one.last_used_at),
          },
        ],
        scale,
      ),
    [t, meaning, scale],
  )
  return (
    <>
      <ListPage<Mapping>
        title={t('menu.importMappings')}
        queryKey={importKeys.mappings(filters)}
        fetchPage={fetchPage}
        rowKey={(one) => one.id}
        columns={columns}
        filters={filters}
        onFilters={onChange}
        onOpen={setOpen}
        card={(one) => (
          <>
            <strong>{one.column_key}</strong>
            <small>
              <span>{meaning(one)}</span>
              <span>{one.unit_name}</span>
            </small>
          </>
        )}
        bar={
          <FilterBar filters={filters} onChange={onChange}>
            <TextFilter title={t('imports.mappings.column')} />
            <ChoiceFilter name="target" title={ImportMappingTitles.target} words={ImportTargetWords} single />
            <UnitFilter name="unit_id" title={ImportMappingTitles.unit_name} />
          </FilterBar>
        }
        empty={<p>{t('imports.mappings.none')}</p>}
      />
      {open ? (
        <Suspense fallback={null}>
          <MappingDialog mapping={open} onDone={() => void refresh(queries)} onClose={() => setOpen(null)} />
        </Suspense>
      ) : null}
    </>
  )
}
