/** The project ledger: one row of filters in the address, a grid over server windows, sums of what is filtered. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ProjectItemTitles } from '@/api/labels'
import { clock } from '@/shared/dates'
import { Cards } from '@/shared/grid/cards'
import { Grid } from '@/shared/grid/grid'
import { REACH, useWindows, WINDOW } from '@/shared/grid/windows'
import { headline, wan } from '@/shared/money'
import { useNarrow } from '@/shared/narrow'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ProblemAlert } from '@/shared/ui/problem'
import { StageTag } from '@/shared/ui/stage'
import { useTitle } from '@/shared/ui/title'
import { type Filters, fetchProjects, type Project, projectKeys, projectSums } from './api'
import { ledgerColumns } from './columns'
import { FilterRow } from './filter-row'
import './list.css'

type Props = {
  filters: Filters
  sort: string | undefined
  onChange: (filters: Filters, sort: string | undefined) => void
  onOpen: (id: number) => void
}

export function Ledger({ filters, sort, onChange, onOpen }: Props) {
  const { t } = useTranslation()
  useTitle(t('menu.projects'))
  const size = useTextSize()
  const scale = scaleOf(size)
  const columns = useMemo(() => ledgerColumns(t('money.unit'), ProjectItemTitles.lead_unit_name, scale), [t, scale])
  const fetchWindow = useCallback(
    (page: number, signal: AbortSignal) => fetchProjects(filters, sort, page, WINDOW, signal),
    [filters, sort],
  )
  const windows = useWindows<Project>(projectKeys.list(filters, sort), fetchWindow)
  const sums = useQuery(projectSums(filters))
  const total = windows.total ?? 0
  const rows = windows.total === undefined ? 20 : Math.min(total, REACH)
  const narrow = useNarrow()
  const totals = sums.data
    ? {
        number: t('ledger.totals'),
        name: t('ledger.count', { n: sums.data.count }),
        total_investment_yuan: wan(sums.data.total_investment_yuan),
        contract_amount_yuan: wan(sums.data.contract_amount_yuan),
        funds_in_place_yuan: wan(sums.data.funds_in_place_yuan),
        funds_outside_province_yuan: wan(sums.data.funds_outside_province_yuan),
      }
    : undefined

  return (
    <div className="ledger">
      <header className="page-head">
        <h1>{t('menu.projects')}</h1>
        <span className="asof">{windows.updatedAt ? t('ledger.seen', { at: clock(new Date(windows.updatedAt)) }) : null}</span>
      </header>
      <FilterRow filters={filters} onChange={(next) => onChange(next, sort)} />
      {windows.error ? <ProblemAlert error={windows.error} title={t('state.loadFailed')} onRetry={windows.retry} /> : null}
      {sums.error && !windows.error ? (
        <ProblemAlert error={sums.error} title={t('ledger.noTotals')} onRetry={() => void sums.refetch()} />
      ) : null}
      {!windows.loading && !windows.error && windows.total === 0 ? (
        <Nothing filters={filters} onReset={() => onChange({}, sort)} />
      ) : narrow ? (
        <Cards
          label={t('menu.projects')}
          total={rows}
          row={windows.row}
          rowKey={(p) => p.id}
          onLook={windows.look}
          onOpen={(p) => onOpen(p.id)}
          height={Math.round(92 * scale)}
        >
          {(project) => <Card project={project} />}
        </Cards>
      ) : (
        <Grid
          label={t('menu.projects')}
          columns={columns}
          total={rows}
          row={windows.row}
          rowKey={(p) => p.id}
          onLook={windows.look}
          onOpen={(p) => onOpen(p.id)}
          sort={sort}
          onSort={(next) => onChange(filters, next)}
          totals={totals}
          rowHeight={Math.round(32 * scale)}
          end={total > REACH ? <p className="grid-end">{t('ledger.beyond', { n: total - REACH })}</p> : undefined}
        />
      )}
    </div>
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

function Nothing({ filters, onReset }: { filters: Filters; onReset: () => void }) {
  const { t } = useTranslation()
  const filtered = Object.keys(filters).length > 0
  return (
    <div className="nothing" role="status">
      <p>{filtered ? t('ledger.noneFiltered') : t('ledger.none')}</p>
      {filtered ? <Button onClick={onReset}>{t('ledger.clear')}</Button> : null}
    </div>
  )
}
