/** The lists behind the numbers. Their sums and counts are those of the number that opened them. */
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { IndicatorWords, ProjectItemTitles, ProjectTitles, RateFigureWords, StageWords } from '@/api/labels'
import { date } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { ListPage, scaled } from '@/shared/list/list-page'
import { headline } from '@/shared/money'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { StageTag } from '@/shared/ui/stage'
import { amount } from './amount-column'
import { fetchProgressProjects, fetchRateProjects, type Indicator, type ProgressProject, type RateProject } from './api'
import { Conditions } from './conditions'
import '@/shared/list/list.css'
import '@/shared/ui/plain-table.css'
import './reports.css'
import { count } from './shown'

type Shared = {
  search: Search
  sort: string | undefined
  onSort: (sort: string) => void
  onOpen: (id: number) => void
}

/** What any list of projects shows. */
type Row = Pick<RateProject, 'id' | 'number' | 'name' | 'stage' | 'end_state' | 'lead_unit_name' | 'chain' | 'signed_on'>

function projectColumns<T extends Row>(own: Column<T>[], scale: number): Column<T>[] {
  const columns: Column<T>[] = [
    { key: 'number', title: ProjectTitles.number, width: 128, pinned: true, sort: 'number', text: (p) => p.number },
    { key: 'name', title: ProjectTitles.name, width: 300, pinned: true, sort: 'name', text: (p) => p.name },
    {
      key: 'stage',
      title: ProjectTitles.stage,
      width: 96,
      sort: 'stage',
      text: (p) => StageWords[p.stage],
      render: (p) => <StageTag stage={p.stage} endState={p.end_state} />,
    },
    ...own,
    { key: 'lead_unit_name', title: ProjectItemTitles.lead_unit_name, width: 168, text: (p) => p.lead_unit_name ?? '—' },
    { key: 'chain', title: ProjectTitles.chain, width: 128, text: (p) => p.chain ?? '—' },
    { key: 'signed_on', title: ProjectTitles.signed_on, width: 112, sort: 'signed_on', text: (p) => date(p.signed_on) },
  ]
  return scaled(columns, scale)
}

const Card = ({ row, figure }: { row: Row; figure: string }) => (
  <>
    <strong>{row.name}</strong>
    <small>
      <StageTag stage={row.stage} endState={row.end_state} />
      <span>{row.number}</span>
    </small>
    <small>
      <span>{row.lead_unit_name}</span>
      <span>{figure}</span>
    </small>
  </>
)

export function RateProjects({ search, sort, onSort, onOpen }: Shared) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const { figure = 'signed', ...conditions } = search
  const unit = t('money.unit')
  const columns = useMemo(
    () =>
      projectColumns<RateProject>(
        [
          amount('counted_amount_yuan', t('reports.rates.countedAmount'), unit, (p) => p.counted_amount_yuan),
          amount('counted_funds_yuan', t('reports.rates.countedFunds'), unit, (p) => p.counted_funds_yuan),
        ],
        scale,
      ),
    [t, unit, scale],
  )
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) =>
      fetchRateProjects({ ...search, figure, ...(sort ? { sort } : {}) }, page, perPage, signal),
    [search, figure, sort],
  )
  const name = RateFigureWords[figure as keyof typeof RateFigureWords] ?? figure
  return (
    <ListPage<RateProject>
      title={t('reports.rates.listTitle', { name })}
      queryKey={['reports', 'rate-projects', search, sort]}
      fetchPage={fetchPage}
      rowKey={(p) => p.id}
      columns={columns}
      filters={{}}
      onFilters={() => undefined}
      sort={sort}
      onSort={onSort}
      onOpen={(p) => onOpen(p.id)}
      card={(p) => <Card row={p} figure={headline(p.counted_amount_yuan)} />}
      bar={<Conditions back={{ page: 'rates', search: conditions }} name={t('menu.rates')} search={conditions} />}
      empty={<p>{t('reports.rates.empty')}</p>}
    />
  )
}

export function ProgressProjects({ search, sort, onSort, onOpen }: Shared) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const indicator = (search['indicator'] ?? 'funds_outside_city') as Indicator
  const inMoney = !indicator.endsWith('_count')
  const columns = useMemo(
    () =>
      projectColumns<ProgressProject>(
        [
          inMoney
            ? amount('done', t('reports.targets.counted'), t('money.unit'), (p) => p.done)
            : {
                key: 'done',
                title: t('reports.targets.counted'),
                width: 96,
                numeric: true,
                text: (p) => count(p.done),
              },
        ],
        scale,
      ),
    [t, inMoney, scale],
  )
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) =>
      fetchProgressProjects({ ...search, indicator, ...(sort ? { sort } : {}) }, page, perPage, signal),
    [search, indicator, sort],
  )
  const name = IndicatorWords[indicator]
  return (
    <ListPage<ProgressProject>
      title={
        search['last_year'] === 'true'
          ? t('reports.targets.listLastYear', { indicator: name })
          : t('reports.targets.listTitle', { indicator: name })
      }
      queryKey={['reports', 'progress-projects', search, sort]}
      fetchPage={fetchPage}
      rowKey={(p) => p.id}
      columns={columns}
      filters={{}}
      onFilters={() => undefined}
      sort={sort}
      onSort={onSort}
      onOpen={(p) => onOpen(p.id)}
      card={(p) => <Card row={p} figure={inMoney ? headline(p.done) : t('reports.items', { n: count(p.done) })} />}
      bar={<Conditions back={{ page: 'targets', search }} name={t('menu.targets')} search={search} />}
      empty={<p>{t('reports.targets.nothing')}</p>}
    />
  )
}
