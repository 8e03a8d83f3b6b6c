/** Batches that somebody uploaded: what was in them, how far they are; unfinished ones are one click away. */

import Button from 'antd/es/button'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ImportCountsTitles, ImportSessionItemTitles, ImportStateWords, ImportTargetWords } from '@/api/labels'
import { instant } from '@/shared/dates'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, FilterBar } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { type Batch, fetchImports, importKeys, UNFINISHED } from './api'
import type { Filters } from './filters'
import './imports.css'

type Props = {
  filters: Filters
  onChange: (filters: Filters) => void
  onOpen: (id: number) => void
  /** Absent for people who may not import. */
  onNew: (() => void) | undefined
}

export function ImportList({ filters, onChange, onOpen, onNew }: Props) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const columns = useMemo(() => scaled(listColumns(t('imports.number')), scale), [t, scale])
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchImports(filters, page, perPage, signal),
    [filters],
  )
  const unfinished = filters.state === UNFINISHED
  const start = onNew ? (
    <Button type="primary" onClick={onNew}>
      {t('imports.new')}
    </Button>
  ) : null
  return (
    <ListPage<Batch>
      title={t('menu.imports')}
      queryKey={importKeys.list(filters)}
      fetchPage={fetchPage}
      rowKey={(one) => one.id}
      columns={columns}
      filters={filters}
      onFilters={onChange}
      onOpen={(one) => onOpen(one.id)}
      card={(one) => <Card batch={one} />}
      actions={start}
      bar={
        <FilterBar
          filters={filters}
          onChange={onChange}
          tools={
            <Button
              aria-pressed={unfinished}
              type={unfinished ? 'primary' : 'default'}
              onClick={() => onChange(unfinished ? {} : { state: UNFINISHED })}
            >
              {t('imports.unfinished')}
            </Button>
          }
        >
          {unfinished ? null : <ChoiceFilter name="state" title={ImportSessionItemTitles.state} words={ImportStateWords} />}
          <ChoiceFilter name="target" title={ImportSessionItemTitles.target} words={ImportTargetWords} single />
        </FilterBar>
      }
      empty={
        <>
          <p>{t('imports.none')}</p>
          {start}
        </>
      }
    />
  )
}

function Card({ batch }: { batch: Batch }) {
  const { t } = useTranslation()
  return (
    <>
      <strong>{batch.file_name}</strong>
      <small>
        <span>{ImportStateWords[batch.state]}</span>
        <span>{instant(batch.created_at)}</span>
      </small>
      <small>
        <span>
          {t('imports.countsLine', {
            records: batch.counts.records,
            ok: batch.counts.ok,
            doubt: batch.counts.suspected_duplicate,
            error: batch.counts.error,
          })}
        </span>
      </small>
    </>
  )
}

const count = (key: 'records' | 'ok' | 'suspected_duplicate' | 'error' | 'skipped', width: number): Column<Batch> => ({
  key,
  title: ImportCountsTitles[key],
  width,
  numeric: true,
  text: (one) => String(one.counts[key]),
})

const listColumns = (number: string): Column<Batch>[] => [
  { key: 'id', title: number, width: 72, numeric: true, pinned: true, text: (one) => String(one.id) },
  { key: 'file_name', title: ImportSessionItemTitles.file_name, width: 248, pinned: true, text: (one) => one.file_name },
  { key: 'state', title: ImportSessionItemTitles.state, width: 136, text: (one) => ImportStateWords[one.state] },
  { key: 'target', title: ImportSessionItemTitles.target, width: 104, text: (one) => ImportTargetWords[one.target] },
  count('records', 72),
  count('ok', 72),
  count('suspected_duplicate', 88),
  count('error', 72),
  count('skipped', 72),
  { key: 'who', title: ImportSessionItemTitles.created_by, width: 104, text: (one) => one.who },
  { key: 'created_at', title: ImportSessionItemTitles.created_at, width: 144, text: (one) => instant(one.created_at) },
  { key: 'failure', title: ImportSessionItemTitles.failure, width: 320, text: (one) => one.failure || '—' },
]
