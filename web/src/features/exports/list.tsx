/** What somebody exported: as it was filtered, how many rows, until when the file is there, and the file. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ExportFormatWords, ExportStateWords, ExportViewTitles } from '@/api/labels'
import { instant } from '@/shared/dates'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, FilterBar } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ActButton } from '@/shared/ui/act'
import { download } from '@/shared/ui/download'
import { ProblemAlert } from '@/shared/ui/problem'
import {
  type ExportView,
  exportFile,
  exportKeys,
  exportLists,
  fetchExports,
  isRunning,
  newestExports,
  stopExport,
  titlesOf,
} from './api'
import type { ExportFilters } from './filters'

type Props = { filters: ExportFilters; onChange: (filters: ExportFilters) => void }

export function ExportList({ filters, onChange }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const scale = scaleOf(useTextSize())
  const [failure, setFailure] = useState<unknown>(null)
  const lists = useQuery(exportLists)
  const words = useMemo(() => titlesOf(lists.data), [lists.data])
  const newest = useQuery(newestExports)
  const stand = newest.data?.items.map((one) => `${one.id} ${one.state}`).join()
  useEffect(() => {
    if (stand !== undefined) void queries.invalidateQueries({ queryKey: ['exports', 'list'] })
  }, [stand, queries])
  const take = useCallback(async (one: ExportView) => {
    setFailure(null)
    try {
      if (one.state === 'ready') await download(exportFile(one.id), one.file_name)
    } catch (error) {
      setFailure(error)
    }
  }, [])
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchExports(filters, page, perPage, signal),
    [filters],
  )
  const columns = useMemo<Column<ExportView>[]>(
    () =>
      scaled(
        [
          { key: 'file_name', title: ExportViewTitles.file_name, width: 280, pinned: true, text: (one) => one.file_name },
          {
            key: 'act',
            title: t('exports.file'),
            width: 80,
            pinned: true,
            text: (one) => ExportStateWords[one.state],
            render: (one) => <FileCell one={one} onTake={take} />,
          },
          { key: 'state', title: ExportViewTitles.state, width: 96, text: (one) => one.failure ?? ExportStateWords[one.state] },
          { key: 'expires_at', title: ExportViewTitles.expires_at, width: 144, text: (one) => instant(one.expires_at) },
          { key: 'list', title: ExportViewTitles.list, width: 136, text: (one) => words[one.list] ?? one.title },
          { key: 'format', title: ExportViewTitles.format, width: 112, text: (one) => ExportFormatWords[one.format] },
          {
            key: 'filter',
            title: ExportViewTitles.filter_words,
            width: 160,
            text: (one) => one.filter_words || t('exports.whole'),
          },
          {
            key: 'matched',
            title: ExportViewTitles.rows_matched,
            width: 112,
            numeric: true,
            text: (one) => shownCount(one.rows_matched),
          },
          {
            key: 'written',
            title: ExportViewTitles.rows_written,
            width: 88,
            numeric: true,
            text: (one) => shownCount(one.rows_written),
          },
          { key: 'created_at', title: ExportViewTitles.created_at, width: 144, text: (one) => instant(one.created_at) },
        ],
        scale,
      ),
    [t, scale, words, take],
  )
  return (
    <ListPage<ExportView>
      title={t('menu.exports')}
      queryKey={exportKeys.list(filters)}
      fetchPage={fetchPage}
      rowKey={(one) => one.id}
      columns={columns}
      filters={filters}
      onFilters={onChange}
      onOpen={(one) => void take(one)}
      card={(one) => (
        <>
          <strong>{one.file_name}</strong>
          <small>
            <span>{ExportStateWords[one.state]}</span>
            <span>{t('exports.rows', { n: one.rows_written ?? 0 })}</span>
          </small>
          <small>
            <span>{one.expires_at ? t('exports.until', { at: instant(one.expires_at) }) : instant(one.created_at)}</span>
          </small>
        </>
      )}
      bar={
        <FilterBar filters={filters} onChange={onChange}>
          <ChoiceFilter name="list" title={ExportViewTitles.list} words={words} single />
        </FilterBar>
      }
      empty={<p>{t('exports.none')}</p>}
      notice={
        <>
          {failure ? <ProblemAlert error={failure} title={t('exports.notTaken')} /> : null}
          {newest.error ? <ProblemAlert error={newest.error} onRetry={() => void newest.refetch()} /> : null}
        </>
      }
    />
  )
}

const shownCount = (n: number | null | undefined): string => (n == null ? '—' : String(n))

function FileCell({ one, onTake }: { one: ExportView; onTake: (one: ExportView) => Promise<void> }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  if (one.state === 'ready' && one.can.includes('export.read')) {
    return (
      <Button type="link" size="small" className="cell-button" tabIndex={-1} onClick={() => void onTake(one)}>
        {t('exports.take')}
      </Button>
    )
  }
  if (isRunning(one) && one.can.includes('job.cancel')) {
    return (
      <ActButton
        type="link"
        size="small"
        className="cell-button"
        tabIndex={-1}
        act={(key) => stopExport(one.job_id, key)}
        onDone={() => void queries.invalidateQueries({ queryKey: ['exports'] })}
      >
        {t('job.cancel')}
      </ActButton>
    )
  }
  return '—'
}
