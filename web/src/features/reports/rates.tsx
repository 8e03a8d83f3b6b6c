/** The rates of a batch of contracts: each with numerator and denominator that open their lists, and why one is not known. */
import { useQuery } from '@tanstack/react-query'
import Input from 'antd/es/input'
import Skeleton from 'antd/es/skeleton'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IndicatorWords, ProjectItemTitles, RoundingWords } from '@/api/labels'
import type { Search } from '@/shared/filters'
import { onEnter } from '@/shared/keys'
import { ChoiceFilter, DaysFilter, FilterBar, TextFilter, UnitFilter } from '@/shared/list/filter-bar'
import { useNarrow } from '@/shared/narrow'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { type RatesView, type RateView, ratesQuery } from './api'
import { DayFilter, DivisionFilter, EventFilter } from './own-filters'
import { Pace } from './pace'
import '@/shared/list/list.css'
import '@/shared/ui/plain-table.css'
import './reports.css'
import { count, Shown, shownFigure } from './shown'

type Props = { search: Search; onChange: (search: Search) => void; title: string }

const MORE = ['chain', 'funds', 'rounding', 'as_of']

export function Rates({ search, onChange, title }: Props) {
  const { t } = useTranslation()
  useTitle(title)
  const { indicator, ...asked } = search
  const view = useQuery(ratesQuery(asked))
  const basis = {
    outside_city: t('reports.rates.outsideCity'),
    outside_province: t('reports.rates.outsideProvince'),
    all: t('reports.rates.allFunds'),
  }
  const more = (
    <>
      <TextFilter name="chain" title={t('reports.rates.chain')} />
      <DayFilter name="as_of" title={t('reports.rates.asOf')} />
      <ChoiceFilter single name="funds" title={t('reports.rates.funds')} words={basis} />
      <ChoiceFilter single name="rounding" title={t('reports.rates.rounding')} words={RoundingWords} />
    </>
  )
  return (
    <div className="report">
      <header className="page-head">
        <h1>{title}</h1>
        <span className="asof">{view.data ? t('reports.asOf', { on: view.data.as_of }) : null}</span>
      </header>
      <FilterBar filters={search} onChange={onChange} more={more} moreNames={MORE}>
        <DaysFilter name="counted_on" title={t('reports.rates.counted')} />
        <UnitFilter name="lead_unit_id" title={ProjectItemTitles.lead_unit_name} />
        <DivisionFilter name="division_code" title={t('reports.rates.county')} />
        <EventFilter name="event_id" title={t('reports.rates.event')} />
      </FilterBar>
      {view.error ? <ProblemAlert error={view.error} onRetry={() => void view.refetch()} /> : null}
      {view.data ? (
        <div className={view.isPlaceholderData ? 'report stale' : 'report'}>
          <section className="chart" aria-label={title}>
            <Table
              view={view.data}
              search={search}
              onPrinted={(code, value) => {
                const { [`printed_${code}`]: _, ...rest } = search
                onChange(value ? { ...rest, [`printed_${code}`]: value } : rest)
              }}
            />
            <p className="chart-note">{t('reports.rates.compare')}</p>
          </section>
          <States view={view.data} />
          <Pace
            search={asked}
            indicator={indicator}
            words={IndicatorWords}
            onIndicator={(next) => onChange({ ...asked, indicator: next })}
          />
          <p className="basis">{t('reports.basis', { text: view.data.basis })}</p>
        </div>
      ) : view.error ? null : (
        <Skeleton active paragraph={{ rows: 8 }} />
      )}
    </div>
  )
}

type TableProps = { view: RatesView; search: Search; onPrinted: (code: string, value: string) => void }

function Table({ view, search, onPrinted }: TableProps) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const printed = (rate: RateView) => (
    <Printed name={rate.label} value={search[`printed_${rate.code}`] ?? ''} onEnter={(value) => onPrinted(rate.code, value)} />
  )
  if (narrow) {
    return (
      <ul className="rate-cards">
        {view.rates.map((rate) => (
          <li key={rate.code}>
            <div className="head">
              <span className="rate-name">{rate.label}</span>
              <span className="rate-percent">{rate.shown}</span>
            </div>
            <span className="quotient">
              <Shown figure={rate.numerator} />÷<Shown figure={rate.denominator} />
            </span>
            <Why rate={rate} />
            <span className="printed-line">
              {t('reports.rates.printed')}
              {printed(rate)}
            </span>
            <Difference rate={rate} />
          </li>
        ))}
      </ul>
    )
  }
  return (
    <div className="table-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('reports.rates.name')}</th>
            <th scope="col" className="num">
              {t('reports.rates.percent')}
            </th>
            <th scope="col" className="num">
              {t('reports.rates.numerator')}
            </th>
            <th scope="col" className="num">
              {t('reports.rates.denominator')}
            </th>
            <th scope="col">{t('reports.rates.formula')}</th>
            <th scope="col">{t('reports.rates.printed')}</th>
          </tr>
        </thead>
        <tbody>
          {view.rates.map((rate) => (
            <tr key={rate.code}>
              <th scope="row" className="rate-name">
                {rate.label}
              </th>
              <td className="num rate-percent">{rate.shown}</td>
              <td className="num">
                <Shown figure={rate.numerator} />
              </td>
              <td className="num">
                <Shown figure={rate.denominator} />
              </td>
              <td>
                {rate.percent == null ? <Why rate={rate} /> : rate.formula}
                <Difference rate={rate} />
              </td>
              <td>{printed(rate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Why = ({ rate }: { rate: RateView }) => (rate.unknown_because ? <p className="why">{rate.unknown_because}</p> : null)

/** What the API says of a printed value beside its own. */
function Difference({ rate }: { rate: RateView }) {
  if (!rate.comparison) return null
  return <p className={rate.difference_points ? 'differs' : 'why'}>{rate.comparison}</p>
}

function Printed({ name, value, onEnter: send }: { name: string; value: string; onEnter: (value: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const given = () => {
    const plain = text.normalize('NFKC').replace('%', '').trim()
    if (plain !== value) send(plain)
  }
  return (
    <Input
      className="printed-input"
      inputMode="decimal"
      suffix="%"
      aria-label={t('reports.rates.printedOf', { name })}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={given}
      onKeyDown={onEnter(given)}
    />
  )
}

function States({ view }: { view: RatesView }) {
  const { t } = useTranslation()
  const pairs = [
    { key: 'signed', title: t('reports.rates.signed'), figure: view.signed },
    { key: 'amount', title: t('reports.rates.amount'), figure: view.amount },
    { key: 'funds', title: t('reports.rates.fundsIn'), figure: view.funds },
    ...view.states.map((state) => ({ key: state.code, title: state.label, figure: state.count })),
  ]
  const excluded = view.excluded_by.map((one) => t('reports.rates.excludedItem', { label: one.label, n: count(one.count) }))
  return (
    <section className="chart" aria-label={t('reports.rates.states')}>
      <header>
        <h2>{t('reports.rates.states')}</h2>
      </header>
      <dl className="pairs">
        {pairs.map((pair) => (
          <div key={pair.key}>
            <dt>{pair.title}</dt>
            <dd>
              <Shown figure={pair.figure} />
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('reports.rates.excluded')}</dt>
          <dd>{view.excluded.value > 0 ? <Shown figure={view.excluded} /> : shownFigure(view.excluded)}</dd>
        </div>
      </dl>
      <p className="chart-note">
        {excluded.length > 0
          ? `${t('reports.rates.excluded')}：${excluded.join(t('form.comma'))}。`
          : t('reports.rates.noneExcluded')}
        {view.takeovers > 0 ? t('reports.rates.takeovers', { n: view.takeovers }) : ''}
      </p>
    </section>
  )
}
