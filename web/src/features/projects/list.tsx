/** The project ledger: one row of filters in the address, a grid over server windows, sums of what is filtered. */
import { usePrefetchQuery, useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { today } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import { useLayout } from '@/shared/list/layout'
import { ListPage } from '@/shared/list/list-page'
import { RichGrid } from '@/shared/list/rich-grid'
import { ViewTools } from '@/shared/list/view-tools'
import { headline, wan } from '@/shared/money'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ProblemAlert } from '@/shared/ui/problem'
import { StageTag } from '@/shared/ui/stage'
import { fetchProjects, type Project, projectKeys, projectSums } from './api'
import { allColumns, USUAL } from './columns'
import { FilterRow } from './filter-row'
import type { Filters } from './filters'
import { Selected } from './selected'

const Peek = lazy(() => import('./peek').then((m) => ({ default: m.Peek })))
const EditCell = lazy(() => import('./edit-cell').then((m) => ({ default: m.EditCell })))

type Props = {
  filters: Filters
  sort: string | undefined
  onChange: (filters: Filters, sort: string | undefined) => void
  onOpen: (id: number, at: number) => void
  /** Ctrl+V, for those who may bring tables in. */
  onPaste?: ((text: string) => void) | undefined
  /** What the caller may do at all. */
  can: readonly string[]
  actions?: ReactNode
}

export function Ledger({ filters, sort, onChange, onOpen, onPaste, can, actions }: Props) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const all = useMemo(() => allColumns(t('money.unit'), t('ledger.mu')), [t])
  const { columns, rowHeight, layout } = useLayout<Project>('projects', all, USUAL, scale)
  const shown = columns.map((column) => column.key).join(',')
  const fields = useMemo(() => shown.split(','), [shown])
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchProjects(filters, sort, fields, page, perPage, signal),
    [filters, sort, fields],
  )
  const [editing, setEditing] = useState<{ id: number; field: string } | null>(null)
  usePrefetchQuery(projectSums(filters))
  const sums = useQuery(projectSums(filters))
  const totals = sums.data
    ? {
        total_investment_yuan: wan(sums.data.total_investment_yuan),
        fixed_assets_yuan: wan(sums.data.fixed_assets_yuan),
        contract_amount_yuan: wan(sums.data.contract_amount_yuan),
        funds_in_place_yuan: wan(sums.data.funds_in_place_yuan),
        funds_outside_province_yuan: wan(sums.data.funds_outside_province_yuan),
        funds_outside_city_yuan: wan(sums.data.funds_outside_city_yuan),
      }
    : undefined
  return (
    <>
      <ListPage<Project>
        title={t('menu.projects')}
        queryKey={projectKeys.list(filters, sort, fields)}
        fetchPage={fetchPage}
        rowKey={(p) => p.id}
        columns={columns}
        rowHeight={rowHeight}
        onWidth={(key, width) =>
          layout.set({
            columns: layout.chosen.map((one) => (one.field === key ? { ...one, width_px: Math.round(width / scale) } : one)),
          })
        }
        filters={filters as Search}
        onFilters={(next) => onChange(next, sort)}
        sort={sort}
        onSort={(next) => onChange(filters, next)}
        onOpen={(p, at) => onOpen(p.id, at)}
        list="projects"
        grid={(listed) => (
          <RichGrid<Project>
            {...listed}
            nameOf={(p) => p.name}
            bar={(chosen) => <Selected chosen={chosen} filters={filters} sort={sort} can={can} />}
            peek={(seen) => (
              <Suspense fallback={null}>
                <Peek {...seen} />
              </Suspense>
            )}
          />
        )}
        onPaste={onPaste}
        onEdit={(p, field) => setEditing({ id: p.id, field })}
        card={(project) => <Card project={project} />}
        bar={<FilterRow filters={filters} onChange={(next) => onChange(next, sort)} />}
        actions={
          <>
            <ViewTools list="projects" all={all} layout={layout} filters={filters as Search} sort={sort} onApply={onChange} />
            {actions}
          </>
        }
        totals={totals}
        totalsLabel={
          sums.data ? t('ledger.totalsOf', { n: sums.data.count, on: today(new Date(sums.dataUpdatedAt)) }) : undefined
        }
        empty={<p>{t('ledger.none')}</p>}
        notice={
          sums.error ? <ProblemAlert error={sums.error} title={t('ledger.noTotals')} onRetry={() => void sums.refetch()} /> : null
        }
      />
      {editing ? (
        <Suspense fallback={null}>
          <EditCell {...editing} onClose={() => setEditing(null)} />
        </Suspense>
      ) : null}
    </>
  )
}

function Card({ project }: { project: Project }) {
  const { t } = useTranslation()
  return (
    <>
      <strong>{project.name}</strong>
      <small>
        <StageTag stage={project.stage} endState={project.end_state} />
        <span>{project.number}</span>
      </small>
      <small>
        <span>{project.lead_unit_name}</span>
        <span>{project.total_investment_yuan === null ? t('ledger.noAmount') : headline(project.total_investment_yuan)}</span>
      </small>
    </>
  )
}
