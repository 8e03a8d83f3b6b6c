/** The lists behind the numbers. Their sums and counts are those of the number that opened them. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  FigureWords,
  IndicatorWords,
  ProjectItemTitles,
  ProjectTitles,
  RateFigureWords,
  StageWords,
  TripKindWords,
  VisitOutcomeWords,
} from '@/api/labels'
import { date } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { ListPage, scaled } from '@/shared/list/list-page'
import { headline, wan, wanExact } from '@/shared/money'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { StageTag } from '@/shared/ui/stage'
import {
  type EffectFigureCode,
  type EffectRecord,
  fetchEffectRecords,
  fetchProgressProjects,
  fetchRateProjects,
  type Indicator,
  type ProgressProject,
  type RateProject,
  totalsOnlyQuery,
} from './api'
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

const amount = <T,>(key: string, title: string, unit: string, of: (row: T) => number | null | undefined): Column<T> => ({
  key,
  title,
  unit,
  width: 168,
  numeric: true,
  text: (row) => wan(of(row)),
  copied: (row) => wanExact(of(row)),
})

/** What of the funds goes to the trips; shared out it may be a fraction of a yuan, printed as the API writes it. */
const credited = (title: string, unit: string): Column<EffectRecord> => {
  const text = (exact: string | null | undefined, print: (yuan: number) => string) =>
    exact && /^\d+$/.test(exact) ? print(Number(exact)) : (exact ?? '—')
  return {
    key: 'credited',
    title,
    unit,
    width: 168,
    numeric: true,
    text: (r) => text(r.amount_exact, wan),
    copied: (r) => text(r.amount_exact, wanExact),
  }
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

type EffectProps = {
  figure: EffectFigureCode
  search: Search
  onOpen: (record: EffectRecord) => void
}

export function EffectRecords({ figure, search, onOpen }: EffectProps) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const comma = t('form.comma')
  const ofProjects = figure === 'projects' || figure === 'signed' || figure === 'landed' || figure === 'funds'
  const totals = useQuery(totalsOnlyQuery(figure, search))
  const columns = useMemo(() => {
    const unit = t('money.unit')
    const own: Column<EffectRecord>[] = ofProjects
      ? [
          {
            key: 'stage',
            title: t('reports.effects.stage'),
            width: 96,
            text: (r) => (r.stage ? StageWords[r.stage] : '—'),
            render: (r) => (r.stage ? <StageTag stage={r.stage} /> : '—'),
          },
          { key: 'share', title: t('reports.effects.shareTitle'), width: 88, numeric: true, text: (r) => r.share?.text ?? '—' },
          amount('funds', t('reports.effects.funds'), unit, (r) => r.funds_in_place_yuan),
          ...(figure === 'funds' ? [credited(t('reports.effects.credited'), unit)] : []),
        ]
      : figure === 'trips'
        ? [
            {
              key: 'kind',
              title: t('reports.effects.kind'),
              width: 112,
              text: (r) => r.trips.map((trip) => TripKindWords[trip.kind]).join(comma),
            },
            {
              key: 'led',
              title: t('reports.effects.leader'),
              width: 460,
              text: (r) => r.trips.map((trip) => trip.leader).join(comma),
            },
          ]
        : [
            {
              key: 'outcomes',
              title: t('reports.effects.outcomes'),
              width: 168,
              text: (r) => r.outcomes.map((outcome) => VisitOutcomeWords[outcome]).join(comma) || '—',
            },
          ]
    const all: Column<EffectRecord>[] = [
      { key: 'number', title: t('reports.effects.number'), width: 136, pinned: true, text: (r) => r.number ?? '—' },
      { key: 'name', title: t('reports.effects.name'), width: 320, pinned: true, text: (r) => r.name },
      { key: 'date', title: t('reports.effects.date'), width: 104, text: (r) => date(r.dated_on) },
      ...own,
      ...(figure === 'trips'
        ? []
        : [
            {
              key: 'trips',
              title: t('reports.effects.ofTrips'),
              width: ofProjects ? 420 : 580,
              text: (r: EffectRecord) =>
                r.trips.map((trip) => `${trip.number} ${trip.leader}（${trip.starts_on}）`).join(comma) || '—',
            },
          ]),
    ]
    return scaled(figure === 'companies' || figure === 'intentions' ? all.slice(1) : all, scale)
  }, [t, comma, figure, ofProjects, scale])
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchEffectRecords(figure, search, page, perPage, signal),
    [figure, search],
  )
  return (
    <ListPage<EffectRecord>
      title={t('reports.effects.listTitle', { name: FigureWords[figure] })}
      queryKey={['reports', 'effect-records', figure, search]}
      fetchPage={fetchPage}
      rowKey={(r) => `${r.kind}-${r.id}`}
      columns={columns}
      filters={{}}
      onFilters={() => undefined}
      onOpen={onOpen}
      card={(r) => (
        <>
          <strong>{r.name}</strong>
          <small>
            {r.stage ? <StageTag stage={r.stage} /> : null}
            <span>{r.number ?? (r.outcomes.map((outcome) => VisitOutcomeWords[outcome]).join(comma) || '—')}</span>
            <span>{date(r.dated_on)}</span>
          </small>
          <small>
            <span>{r.trips.map((trip) => trip.number).join(comma)}</span>
            {r.funds_in_place_yuan == null ? null : <span>{headline(r.funds_in_place_yuan)}</span>}
          </small>
        </>
      )}
      bar={<Conditions back={{ page: 'effects', search }} name={t('menu.effects')} search={search} />}
      notice={(totals.data ?? []).map((line) => (
        <p key={line} className="list-note">
          {line}
        </p>
      ))}
      empty={<p>{t('reports.effects.nothing')}</p>}
    />
  )
}
