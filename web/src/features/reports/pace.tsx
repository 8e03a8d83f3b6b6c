/** 完成率 and 序时进度差 of one indicator, under the same conditions as the rates. */
import { useQuery } from '@tanstack/react-query'
import Select from 'antd/es/select'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import { i18n } from '@/i18n'
import type { Search } from '@/shared/filters'
import { ProblemAlert } from '@/shared/ui/problem'
import { type Indicator, type ProgressRow, type ProgressTable, progressQuery } from './api'
import { percent, Shown, shownFigure, signed } from './shown'

type Props = {
  search: Search
  indicator: string | undefined
  words: Readonly<Record<Indicator, string>>
  onIndicator: (indicator: Indicator) => void
}

/** Of the conditions of rates those that the progress knows: contracts have an event and days of their own. */
export function progressOf(search: Search): Search {
  const shared = Object.entries(search).filter(([name]) => !/^(event_id|counted_on\.|funds$|printed_)/.test(name))
  // records of a day know nothing of the days after it
  return { ...Object.fromEntries(shared), ...(search['as_of'] ? { through: search['as_of'] } : {}) }
}

export function Pace({ search, indicator, words, onIndicator }: Props) {
  const { t } = useTranslation()
  const chosen = indicator && indicator in words ? (indicator as Indicator) : 'funds_outside_city'
  const progress = useQuery(progressQuery(chosen, progressOf(search)))
  const table = progress.data
  return (
    <section className="chart" aria-label={t('reports.rates.progress')}>
      <header>
        <h2>{t('reports.rates.progress')}</h2>
        <div className="chart-tools">
          <Select
            size="small"
            className="filter-choice"
            aria-label={t('reports.targets.indicator')}
            value={chosen}
            options={Object.entries(words).map(([value, label]) => ({ value: value as Indicator, label }))}
            onChange={onIndicator}
          />
        </div>
      </header>
      {progress.error ? <ProblemAlert error={progress.error} onRetry={() => void progress.refetch()} /> : null}
      {search['event_id'] || search['counted_on.gte'] || search['counted_on.lt'] ? (
        <p className="why">{t('reports.rates.apart')}</p>
      ) : null}
      {table ? <Total table={table} /> : progress.error ? null : <Skeleton active paragraph={{ rows: 2 }} />}
    </section>
  )
}

function Total({ table }: { table: ProgressTable }) {
  const { t } = useTranslation()
  const { total } = table
  return (
    <>
      <dl className="pairs">
        <div>
          <dt>{t('reports.targets.completion')}</dt>
          <dd className="rate-percent">{percent(total.completion_percent)}</dd>
        </div>
        <div>
          <dt>{t('reports.targets.gap')}</dt>
          <dd className="rate-percent">{gapOf(total)}</dd>
        </div>
        <div>
          <dt>{t('reports.targets.done')}</dt>
          <dd>
            <Shown figure={total.done} />
          </dd>
        </div>
        <div>
          <dt>{t('reports.targets.target')}</dt>
          <dd>{targetOf(total, table.unit)}</dd>
        </div>
        <div>
          <dt>{t('reports.targets.lastYear')}</dt>
          <dd>
            <Shown figure={total.last_year} />
          </dd>
        </div>
        <div>
          <dt>{t('reports.growth')}</dt>
          <dd>{total.growth_percent == null ? '—' : `${signed(total.growth_percent)}%`}</dd>
        </div>
      </dl>
      {total.unknown_because.map((why) => (
        <p key={why} className="why">
          {why}
        </p>
      ))}
      <p className="chart-note">
        {t('reports.period', { from: table.from, through: table.through })}；
        {t('reports.rates.share', { percent: percent(table.year_share_percent), how: table.year_share })}
      </p>
    </>
  )
}

export const gapOf = (row: ProgressRow): string =>
  row.gap_points == null ? '—' : i18n.t('reports.points', { text: signed(row.gap_points) })

const targetOf = (row: ProgressRow, unit: string): string =>
  row.target == null ? '—' : shownFigure({ value: row.target, unit, href: null })
