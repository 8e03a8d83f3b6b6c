/** What trips brought: from trips to companies, intentions, projects, contracts and funds, every number with its list. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Select from 'antd/es/select'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import { AttributionWords, TripKindWords } from '@/api/labels'
import type { Search } from '@/shared/filters'
import { ChoiceFilter, FilterBar, TextFilter, UnitFilter } from '@/shared/list/filter-bar'
import { headline } from '@/shared/money'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { type EffectsView, effectsQuery, provincesQuery } from './api'
import { type Bar, Bars, Chart, Charts } from './chart'
import { EFFECT_NAMES } from './filters'
import { Opens, type Place, placeOf } from './opens'
import { PeriodFilter } from './own-filters'
import { ProvincePanel } from './province-panel'
import '@/shared/list/list.css'
import '@/shared/ui/plain-table.css'
import './reports.css'
import { count, percent } from './shown'

type Props = { search: Search; onChange: (search: Search) => void; onOpen: (to: Place) => void; title: string }

const MORE = ['station', 'chain', 'province']

export function Effects({ search, onChange, onOpen, title }: Props) {
  const { t } = useTranslation()
  useTitle(title)
  const view = useQuery(effectsQuery(search))
  const provinces = useQuery(provincesQuery(search))
  // to choose another province one must see those that the chosen one hides
  const { province: _, ...anywhere } = search
  const all = useQuery(provincesQuery(anywhere))
  const names = Object.fromEntries((all.data?.items ?? []).map((item) => [item.code ?? '', item.name ?? '']))
  const more = (
    <>
      <ChoiceFilter single name="province" title={t('reports.effects.province')} words={names} />
      <TextFilter name="chain" title={t('reports.effects.chain')} />
      <TextFilter name="station" title={t('reports.effects.station')} />
    </>
  )
  const nothing = view.data?.figures[0]?.count === 0 && view.data.reported_totals.length === 0
  return (
    <div className="report">
      <header className="page-head">
        <h1>{title}</h1>
      </header>
      <FilterBar filters={search} onChange={onChange} more={more} moreNames={MORE}>
        <ChoiceFilter name="kind" title={t('reports.effects.kind')} words={TripKindWords} />
        <TextFilter name={EFFECT_NAMES.leader} title={t('reports.effects.leader')} />
        <UnitFilter name="unit_id" title={t('reports.effects.unit')} />
        <PeriodFilter from="from_on" to="to_on" title={t('reports.effects.period')} />
      </FilterBar>
      {search['trip_id'] ? (
        <p className="list-note">
          {t('reports.effects.onlyTrip')}
          <Opens to={{ page: 'effects', search: {} }}>{t('reports.effects.allTrips')}</Opens>
        </p>
      ) : null}
      {view.error ? <ProblemAlert error={view.error} onRetry={() => void view.refetch()} /> : null}
      {nothing ? (
        <div className="nothing" role="status">
          <p>{Object.keys(search).length > 0 ? t('list.noneFiltered') : t('reports.effects.none')}</p>
          {Object.keys(search).length > 0 ? <Button onClick={() => onChange({})}>{t('list.clear')}</Button> : null}
        </div>
      ) : view.data ? (
        <Charts className={view.isPlaceholderData ? 'report stale' : 'report'}>
          <Funnel view={view.data} search={search} onChange={onChange} />
          {provinces.error ? <ProblemAlert error={provinces.error} onRetry={() => void provinces.refetch()} /> : null}
          {provinces.data ? (
            <ProvincePanel
              items={provinces.data.items.map((item) => ({ ...item, code: item.code ?? '', name: item.name ?? '' }))}
              elsewhere={provinces.data.elsewhere}
              to={(code, metric) => ({
                page: 'effectRecords',
                figure: metric ?? 'trips',
                search: { ...search, attribution: view.data.attribution, province: code },
              })}
              onOpen={onOpen}
            />
          ) : null}
          <p className="basis">{t('reports.basis', { text: view.data.basis })}</p>
        </Charts>
      ) : view.error ? null : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </div>
  )
}

function Funnel({ view, search, onChange }: { view: EffectsView } & Pick<Props, 'search' | 'onChange'>) {
  const { t } = useTranslation()
  const shownOf = (figure: EffectsView['figures'][number]): string => {
    if (figure.amount_yuan != null) {
      return t('reports.effects.fundsOf', { n: count(figure.count), amount: headline(figure.amount_yuan) })
    }
    const share = figure.share
    return share && (share.denominator !== 1 || share.numerator !== figure.count)
      ? `${count(figure.count)}（${t('reports.effects.share', { text: share.text })}）`
      : count(figure.count)
  }
  const bars: Bar[] = view.figures.map((figure, i) => ({
    key: figure.figure,
    label: figure.label,
    value: figure.count,
    shown: shownOf(figure),
    shade: Math.min(4, 1 + Math.floor(i * 0.6)),
    to: placeOf(figure.href),
  }))
  const sentence = bars.map((bar) => bar.label + bar.shown).join(t('reports.join'))
  return (
    <div className="charts">
      <Chart
        title={t('reports.effects.funnel')}
        tools={
          <Select
            size="small"
            className="attribution"
            aria-label={t('reports.effects.attribution')}
            value={view.attribution}
            options={Object.entries(AttributionWords).map(([value, label]) => ({ value, label }))}
            onChange={(value: string) => onChange({ ...search, attribution: value })}
          />
        }
        table={{
          head: [{ title: t('reports.effects.name') }, { title: t('reports.value'), numeric: true }],
          rows: bars.map((bar) => ({ key: bar.key, cells: [bar.label, { text: bar.shown, to: bar.to ?? null }] })),
        }}
        note={t('reports.effects.rule', { rule: AttributionWords[view.attribution] })}
      >
        <Bars sentence={sentence} bars={bars} />
      </Chart>
      <div className="report">
        <section className="chart" aria-label={t('reports.effects.ratios')}>
          <header>
            <h2>{t('reports.effects.ratios')}</h2>
          </header>
          <dl className="ratios">
            {view.ratios.map((ratio) => (
              <div key={ratio.code}>
                <dt>{ratio.label}</dt>
                <dd>
                  <strong>{percent(ratio.percent)}</strong>
                  <small>
                    {ratio.percent == null
                      ? t('reports.effects.noRatio')
                      : t('reports.effects.ratio', {
                          numerator: ratio.numerator.text,
                          denominator: ratio.denominator.text,
                        })}
                  </small>
                </dd>
              </div>
            ))}
          </dl>
        </section>
        {view.reported_totals.length > 0 ? (
          <section className="chart" aria-label={t('reports.effects.totals')}>
            <header>
              <h2>{t('reports.effects.totals')}</h2>
            </header>
            <ul className="totals-only">
              {view.reported_totals.map((total) => (
                <li key={total.id}>
                  <p>{total.records}</p>
                  <p className="chart-note">
                    {total.intention_rate ? `${t('reports.effects.intentionRate', { text: total.intention_rate })}。` : ''}
                    {t('reports.effects.source', { text: total.source })}
                  </p>
                </li>
              ))}
            </ul>
            <p className="chart-note">{t('reports.effects.totalsText')}</p>
          </section>
        ) : null}
      </div>
    </div>
  )
}
