/** Six figures of the dashboard: three as of today, three of this year with the growth the API gives. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Search } from '@/shared/filters'
import { headline } from '@/shared/money'
import { ProblemAlert } from '@/shared/ui/problem'
import { type DashboardView, type ProgressTable, progressQuery } from './api'
import { Opens, type Place, placeOf } from './opens'
import { count, percent, shownFigure, signed } from './shown'

type Tile = { name: string; big: string; to: Place | null; small: string[] }

export function Headlines({ view, filters }: { view: DashboardView; filters: Search }) {
  const { t } = useTranslation()
  const funds = useQuery(progressQuery('funds_outside_city', filters))
  const contracts = useQuery(progressQuery('signed_count', filters))
  const started = useQuery(progressQuery('started_count', filters))
  const asOf = t('reports.asOf', { on: view.as_of })
  const year = (name: string, table: ProgressTable | undefined): Tile => ({
    name,
    big: table ? shownFigure(table.total.done) : '—',
    to: placeOf(table?.total.done.href),
    small: table
      ? [
          t('reports.dashboard.growth', {
            text: table.total.growth_percent == null ? '—' : `${signed(table.total.growth_percent)}%`,
          }),
          table.total.completion_percent == null
            ? t('reports.dashboard.noTarget')
            : t('reports.dashboard.completed', { text: percent(table.total.completion_percent) }),
          t('reports.asOf', { on: table.through }),
        ]
      : [],
  })
  const tiles: Tile[] = [
    {
      name: t('reports.dashboard.projects'),
      big: t('reports.items', { n: count(view.projects.count) }),
      to: { page: 'projects', search: filters },
      small: [t('reports.dashboard.investment', { amount: headline(view.projects.total_investment_yuan) }), asOf],
    },
    {
      name: t('reports.dashboard.signed'),
      big: shownFigure(view.contracts.signed),
      to: placeOf(view.contracts.signed.href),
      small: [t('reports.dashboard.signedAmount', { amount: headline(view.contracts.amount.value) }), asOf],
    },
    {
      name: t('reports.dashboard.funds'),
      big: shownFigure(view.funds.outside_city),
      to: placeOf(view.funds.outside_city.href),
      small: [t('reports.dashboard.allFunds', { amount: headline(view.funds.in_place.value) }), asOf],
    },
    year(t('reports.dashboard.fundsYear'), funds.data),
    year(t('reports.dashboard.signedYear'), contracts.data),
    year(t('reports.dashboard.startedYear'), started.data),
  ]
  const failed = [funds, contracts, started].find((query) => query.error)
  return (
    <>
      <ul className="headlines" aria-label={t('reports.dashboard.headlines')}>
        {tiles.map((tile) => (
          <li key={tile.name}>
            <span className="name">{tile.name}</span>
            <Opens to={tile.to} className="big" title={tile.name}>
              {tile.big}
            </Opens>
            {tile.small.map((line) => (
              <small key={line}>{line}</small>
            ))}
          </li>
        ))}
      </ul>
      {failed ? <ProblemAlert error={failed.error} onRetry={() => void failed.refetch()} /> : null}
    </>
  )
}
