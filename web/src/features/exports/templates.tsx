/** Formats that may be exported by: the city's, the unit's, one's own. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ExportTemplateTitles, TemplateContentTitles, TemplateScopeWords } from '@/api/labels'
import { instant } from '@/shared/dates'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, FilterBar } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { exportKeys, exportLists, fetchTemplates, type Template, titlesOf } from './api'
import type { TemplateFilters } from './filters'

type Props = {
  filters: TemplateFilters
  onChange: (filters: TemplateFilters) => void
  onOpen: (id: number) => void
  /** Absent for people who may not make one. */
  onNew: (() => void) | undefined
}

export function TemplateList({ filters, onChange, onOpen, onNew }: Props) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const lists = useQuery(exportLists)
  const words = useMemo(() => titlesOf(lists.data), [lists.data])
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchTemplates(filters, page, perPage, signal),
    [filters],
  )
  const columns = useMemo<Column<Template>[]>(
    () =>
      scaled(
        [
          { key: 'name', title: ExportTemplateTitles.name, width: 280, pinned: true, text: (one) => one.name },
          { key: 'list', title: ExportTemplateTitles.list, width: 184, text: (one) => words[one.list] ?? '—' },
          { key: 'scope', title: ExportTemplateTitles.scope, width: 104, text: (one) => TemplateScopeWords[one.scope] },
          { key: 'title', title: TemplateContentTitles.title, width: 280, text: (one) => one.title },
          {
            key: 'columns',
            title: t('exports.columnCount'),
            width: 72,
            numeric: true,
            text: (one) => String(one.columns.length),
          },
          {
            key: 'updated_at',
            title: ExportTemplateTitles.updated_at,
            width: 160,
            text: (one) => (one.shipped ? t('exports.shipped') : instant(one.updated_at)),
          },
        ],
        scale,
      ),
    [t, scale, words],
  )
  const start = onNew ? (
    <Button type="primary" onClick={onNew}>
      {t('exports.newTemplate')}
    </Button>
  ) : null
  return (
    <ListPage<Template>
      title={t('menu.exportTemplates')}
      queryKey={exportKeys.templates(filters)}
      fetchPage={fetchPage}
      rowKey={(one) => one.id}
      columns={columns}
      filters={filters}
      onFilters={onChange}
      onOpen={(one) => onOpen(one.id)}
      card={(one) => (
        <>
          <strong>{one.name}</strong>
          <small>
            <span>{words[one.list]}</span>
            <span>{TemplateScopeWords[one.scope]}</span>
          </small>
          <small>
            <span>{t('exports.columns', { n: one.columns.length })}</span>
          </small>
        </>
      )}
      actions={start}
      bar={
        <FilterBar filters={filters} onChange={onChange}>
          <ChoiceFilter name="list" title={ExportTemplateTitles.list} words={words} single />
          <ChoiceFilter name="scope" title={ExportTemplateTitles.scope} words={TemplateScopeWords} single />
        </FilterBar>
      }
      empty={
        <>
          <p>{t('exports.noTemplates')}</p>
          {start}
        </>
      }
    />
  )
}
