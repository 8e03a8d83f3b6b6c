/** The numbers of the bureau on one page; each opens its list. Panels fail one by one, the page lives. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Select from 'antd/es/select'
import Skeleton from 'antd/es/skeleton'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { RankByWords } from '@/api/labels'
import type { Search } from '@/shared/filters'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { type DashboardView, dashboardQuery, progressQuery } from './api'
import { type Bar, Bars, Chart, Charts } from './chart'
import { FundsMonths } from './funds-months'
import { Headlines } from './headlines'
import { Opens, type Place, placeOf } from './opens'
import { ProvincePanel } from './province-panel'
import '@/shared/list/list.css'
import '@/shared/ui/plain-table.css'
import './reports.css'
import { cellOf, count, percent, shownFigure, signed } from './shown'

type Props = {
  filters: Search
  rankBy: string | undefined
  onRank: (by: string | undefined) => void
  /** The filters of the ledger. */
  bar: ReactNode
  title: string
  onOpen: (to: Place) => void
  onPrint: () => void
}

export function Dashboard({ filters, rankBy, onRank, bar, title, onOpen, onPrint }: Props) {
  const { t } = useTranslation()
  useTitle(title)
  const view = useQuery(dashboardQuery(rankBy ? { ...filters, rank_by: rankBy } : filters))
  return (
    <div className="report">
      <header className="page-head">
        <h1>{title}</h1>
        <span className="asof">{view.data ? t('reports.live', { on: view.data.as_of }) : null}</span>
        <div className="page-actions">
          <Button onClick={onPrint}>{t('paper.print')}</Button>
        </div>
      </header>
      {bar}
      {view.error ? <ProblemAlert error={view.error} onRetry={() => void view.refetch()} /> : null}
      {view.data ? (
        <Charts className={view.isPlaceholderData ? 'report stale' : 'report'}>
          <Headlines view={view.data} filters={filters} />
          <div className="charts">
            <div className="report">
              <Stages view={view.data} filters={filters} />
              <FundsMonths filters={filters} />
              <Chains view={view.data} filters={filters} />
            </div>
            <div className="report">
              <Completion filters={filters} />
              <Ranking view={view.data} onRank={onRank} />
            </div>
            {view.data.trips ? (
              <ProvincePanel
                className="wide"
                items={view.data.trips.provinces}
                elsewhere={{ trips: view.data.trips.elsewhere }}
                to={(code) => ({ page: 'effects', search: { ...tripsOf(filters), province: code } })}
                onOpen={onOpen}
                note={view.data.trips.basis}
                tools={<Opens to={{ page: 'effects', search: tripsOf(filters) }}>{t('reports.dashboard.openEffects')}</Opens>}
              />
            ) : null}
          </div>
          <p className="basis">{t('reports.basis', { text: view.data.basis })}</p>
        </Charts>
      ) : view.error ? null : (
        <Skeleton active paragraph={{ rows: 12 }} />
      )}
    </div>
  )
}

/** Of the filters of projects those that trips know too. */
function tripsOf(filters: Search): Search {
  const { lead_unit_id, chain } = filters
  return { ...(lead_unit_id ? { unit_id: lead_unit_id } : {}), ...(chain ? { chain } : {}) }
}

const listed = (bars: readonly Bar[], comma: string, most = 5): string =>
  bars
    .slice(0, most)
    .map((bar) => bar.label + bar.shown)
    .join(comma)

type Groups = NonNullable<DashboardView['projects']['by_stage']>
type GroupsProps = {
  title: string
  /** What the groups are. */
  head: string
  /** Under which filter a group opens its list. */
  filter: 'stage' | 'chain'
  groups: Groups
  shade: (group: Groups[number], at: number) => number
  sentence: (list: string) => string
  filters: Search
}

/** Projects by groups: how many, each group opening its list, with the amounts in the table. */
function ByGroup({ title, head, filter, groups, shade, sentence, filters }: GroupsProps) {
  const { t } = useTranslation()
  const bars: Bar[] = groups.map((group, at) => ({
    key: group.key ?? '',
    label: group.label ?? '',
    value: group.count,
    shown: t('reports.items', { n: count(group.count) }),
    shade: shade(group, at),
    // what belongs to no group has no list: nothing can be asked that is not filled in
    to: group.key ? { page: 'projects', search: { ...filters, [filter]: group.key } } : null,
  }))
  return (
    <Chart
      title={title}
      table={{
        head: [
          { title: head },
          { title: t('reports.dashboard.count'), numeric: true },
          { title: t('reports.withUnit', { title: t('reports.dashboard.total'), unit: t('money.unit') }), numeric: true },
        ],
        rows: groups.map((group, i) => ({
          key: group.key ?? '',
          cells: [
            group.label ?? '',
            { text: count(group.count), to: bars[i]?.to ?? null },
            cellOf(group.total_investment_yuan, true),
          ],
        })),
      }}
    >
      {bars.length === 0 ? (
        <p className="nothing">{t('reports.none')}</p>
      ) : (
        <Bars sentence={sentence(listed(bars, t('reports.join'), bars.length))} bars={bars} />
      )}
    </Chart>
  )
}

export function Stages({ view, filters }: { view: DashboardView; filters: Search }) {
  const { t } = useTranslation()
  const groups = view.projects.by_stage ?? []
  return (
    <ByGroup
      title={t('reports.dashboard.stages')}
      head={t('reports.dashboard.stage')}
      filter="stage"
      groups={groups}
      // along the way from the first stage to the last the brand deepens
      shade={(_, at) => 1 + Math.floor((at * 4) / Math.max(1, groups.length))}
      sentence={(list) => t('reports.dashboard.stagesSentence', { n: view.projects.count, list })}
      filters={filters}
    />
  )
}

export function Chains({ view, filters }: { view: DashboardView; filters: Search }) {
  const { t } = useTranslation()
  return (
    <ByGroup
      title={t('reports.dashboard.chains')}
      head={t('reports.dashboard.chain')}
      filter="chain"
      groups={view.projects.by_chain ?? []}
      shade={(group) => (group.key ? 3 : 1)} // what has no chain is grey
      sentence={(list) => t('reports.dashboard.chainsSentence', { list })}
      filters={filters}
    />
  )
}

export function Completion({ filters }: { filters: Search }) {
  const { t } = useTranslation()
  const progress = useQuery(progressQuery('funds_outside_city', filters))
  const table = progress.data
  const title = t('reports.dashboard.completion')
  const inWan = (head: string) => t('reports.withUnit', { title: head, unit: t('money.unit') })
  if (progress.error || !table) return null // told above, beside the headline of the same answer
  const rows = table.rows.filter((row) => row.completion_percent != null)
  const bars: Bar[] = rows.map((row) => ({
    key: row.unit_id ?? '',
    label: row.unit_name,
    value: row.completion_percent ?? 0,
    shown: percent(row.completion_percent),
    to: placeOf(row.done.href),
  }))
  const share = percent(table.year_share_percent)
  return (
    <Chart
      title={title}
      tools={<Opens to={{ page: 'targets', search: {} }}>{t('reports.dashboard.openTargets')}</Opens>}
      table={{
        head: [
          { title: t('reports.unit') },
          { title: inWan(t('reports.dashboard.target')), numeric: true },
          { title: inWan(t('reports.dashboard.done')), numeric: true },
          { title: t('reports.targets.completion'), numeric: true },
          { title: t('reports.dashboard.gap'), numeric: true },
        ],
        rows: rows.map((row) => ({
          key: row.unit_id ?? '',
          cells: [
            row.unit_name,
            cellOf(row.target, true),
            cellOf(row.done.value, true, row.done.href),
            percent(row.completion_percent),
            t('reports.points', { text: signed(row.gap_points) }),
          ],
        })),
      }}
    >
      {bars.length === 0 ? (
        <p className="nothing">{t('reports.dashboard.noTargets', { year: table.through.slice(0, 4) })}</p>
      ) : (
        <Bars
          sentence={t('reports.dashboard.completionSentence', { share, list: listed(bars, t('reports.join'), bars.length) })}
          bars={bars}
          full={Math.max(100, ...bars.map((bar) => bar.value))}
          line={{ at: table.year_share_percent, label: t('reports.dashboard.paceLine', { text: share }) }}
        />
      )}
    </Chart>
  )
}

const SHOWN = 12

export function Ranking({ view, onRank }: { view: DashboardView; onRank: Props['onRank'] }) {
  const { t } = useTranslation()
  const by = RankByWords[view.rank_by]
  const money = view.rank_by !== 'count'
  const bars: Bar[] = view.ranking.map((unit) => ({
    key: unit.unit_id,
    label: unit.unit_name,
    value: unit.value.value,
    shown: shownFigure(unit.value),
    to: placeOf(unit.value.href),
  }))
  return (
    <Chart
      title={t('reports.dashboard.ranking')}
      tools={
        <Select
          size="small"
          className="filter-choice"
          aria-label={t('reports.dashboard.rankBy')}
          value={view.rank_by}
          options={Object.entries(RankByWords).map(([value, label]) => ({ value, label }))}
          onChange={(value: string) => onRank(value)}
        />
      }
      table={{
        head: [
          { title: t('reports.dashboard.rank'), numeric: true },
          { title: t('reports.unit') },
          { title: money ? t('reports.withUnit', { title: by, unit: t('money.unit') }) : by, numeric: true },
          { title: t('reports.dashboard.count'), numeric: true },
        ],
        rows: view.ranking.map((unit) => ({
          key: unit.unit_id,
          cells: [String(unit.rank), unit.unit_name, cellOf(unit.value.value, money, unit.value.href), count(unit.projects)],
        })),
      }}
    >
      {bars.length === 0 ? (
        <p className="nothing">{t('reports.none')}</p>
      ) : (
        <>
          <Bars
            sentence={t('reports.dashboard.rankingSentence', { by, list: listed(bars, t('reports.join')) })}
            bars={bars.slice(0, SHOWN)}
          />
          {bars.length > SHOWN ? <p className="chart-note">{t('reports.dashboard.more', { n: SHOWN })}</p> : null}
        </>
      )}
    </Chart>
  )
}
