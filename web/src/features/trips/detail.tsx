/** One trip: where it stands and what can be done now, its plan, its companies, its money, its report and what came of it. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NegotiationTripTitles, TripKindWords, TripReportTitles } from '@/api/labels'
import { date, daysText, instant, shortDate } from '@/shared/dates'
import { useKeys } from '@/shared/keys'
import { exact, wan } from '@/shared/money'
import { useNarrow } from '@/shared/narrow'
import { type Act, ActButtons } from '@/shared/ui/action-bar'
import { Blocking } from '@/shared/ui/blocking'
import { Glance } from '@/shared/ui/glance'
import { PageTabs } from '@/shared/ui/page-tabs'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { Acts, ActsBar, type Go } from './acts'
import { type TripView, tripQuery } from './api'
import { Companies } from './companies'
import { History } from './history'
import { Effects, Report } from './report'
import { StateTag } from './state-tag'
import { stepsOf } from './steps'
import './detail.css'
import './trips.css'

type Props = {
  id: number
  tab: string | undefined
  onTab: (tab: string) => void
  onBack: () => void
  onGo: (where: Go) => void
  onPrint: (what: 'plan' | 'report') => void
  /** Shows it to colleagues. */
  onCopy?: ((view: TripView) => void) | undefined
  /** What waits on this machine to be sent. */
  notice?: ReactNode
}

const TABS = ['plan', 'budget', 'report', 'effects', 'history'] as const

export function TripDetail({ id, tab, onTab, onBack, onGo, onPrint, onCopy, notice }: Props) {
  const { t } = useTranslation()
  const trip = useQuery(tripQuery(id))
  const narrow = useNarrow()
  const view = trip.data?.data
  useTitle(view?.purpose ?? t('menu.trips'))
  useKeys(Object.fromEntries(TABS.map((name, i) => [String(i + 1), () => onTab(name)])))
  if (trip.error && !view) {
    return (
      <div className="trip">
        <ProblemAlert error={trip.error} title={t('state.loadFailed')} onRetry={() => void trip.refetch()} />
        <p>
          <Button onClick={onBack}>{t('trips.back')}</Button>
        </p>
      </div>
    )
  }
  if (!view || !trip.data) return <Skeleton active className="trip" paragraph={{ rows: 12 }} />
  const ways: Act[] = [
    ...(onCopy ? [{ key: 'copy', label: t('action.copyTo'), onClick: () => onCopy(view) }] : []),
    { key: 'paper', label: t('trips.paper'), onClick: () => onPrint('plan') },
  ]
  return (
    <article className="trip" aria-busy={trip.isFetching}>
      <header className="trip-head">
        <div className="trip-name">
          <h1>{view.purpose}</h1>
          <StateTag state={view.state} />
          {narrow ? null : <ActButtons acts={ways} />}
          <Button className="no-print" onClick={onBack}>
            {t('trips.back')}
          </Button>
        </div>
        <Facts view={view} />
        {narrow ? null : (
          <div className="trip-acts no-print">
            <Acts trip={view} etag={trip.data.etag} onGo={onGo} />
          </div>
        )}
      </header>
      {notice}
      {stepsOf(view).includes('close') ? <Missing view={view} /> : null}
      <div className="trip-tabs">
        <PageTabs
          label={view.purpose}
          active={TABS.includes(tab as never) ? (tab as string) : 'plan'}
          onTab={onTab}
          tabs={[
            { key: 'plan', label: t('trips.plan'), children: <Plan view={view} /> },
            { key: 'budget', label: NegotiationTripTitles.budget, children: <Budget view={view} /> },
            { key: 'report', label: t('trips.report'), children: <Report id={id} onPrint={() => onPrint('report')} /> },
            { key: 'effects', label: t('trips.effects'), children: <Effects id={id} /> },
            { key: 'history', label: t('trips.history'), children: <History id={id} /> },
          ]}
        />
      </div>
      {narrow ? <ActsBar trip={view} etag={trip.data.etag} onGo={onGo} more={ways} /> : null}
    </article>
  )
}

/** What else stands in the way of closing; companies without an outcome are counted on the button and seen in the table. */
function Missing({ view }: { view: TripView }) {
  const { t } = useTranslation()
  const facts = view.missing.filter((one) => one.code !== 'outcome.missing')
  if (facts.length === 0) return null
  const title = t('trips.missing', { n: facts.length })
  return (
    <section className="trip-missing" aria-label={title}>
      <h2>{title}</h2>
      <Blocking items={facts} />
    </section>
  )
}

function Facts({ view }: { view: TripView }) {
  const { t } = useTranslation()
  const due = view.report.overdue
    ? t('trips.reportLate', { n: view.report.days_overdue })
    : view.report.due_on && t('trips.reportDue', { on: shortDate(view.report.due_on) })
  const facts: [string, ReactNode][] = [
    [NegotiationTripTitles.number, view.number],
    [NegotiationTripTitles.kind, view.station ? `${TripKindWords[view.kind]}：${view.station}` : TripKindWords[view.kind]],
    [NegotiationTripTitles.leader_name, [view.leader_name, view.leader_post].filter(Boolean).join(' ')],
    [t('trips.leadUnit'), view.lead_unit_name],
    [t('trips.days'), daysText({ from_on: view.starts_on, to_on: view.ends_on })],
  ]
  if (view.chain) facts.push([NegotiationTripTitles.chain, view.chain])
  if (view.returned_on) facts.push([NegotiationTripTitles.returned_on, date(view.returned_on)])
  if (view.report.handed_in_on) facts.push([t('trips.report'), t('trips.reportIn', { on: shortDate(view.report.handed_in_on) })])
  else if (due) facts.push([t('trips.report'), due])
  if (view.decision_opinion) facts.push([NegotiationTripTitles.decision_opinion, view.decision_opinion])
  if (view.cancel_reason) facts.push([NegotiationTripTitles.cancel_reason, view.cancel_reason])
  if (view.source) facts.push([NegotiationTripTitles.source, view.source])
  return <Glance facts={facts} />
}

function Plan({ view }: { view: TripView }) {
  const { t } = useTranslation()
  return (
    <div className="trip-plan">
      <section>
        <h2>{t('trips.route')}</h2>
        <ol className="route">
          {view.legs.map((leg) => (
            <li key={leg.id}>
              <strong>{leg.city}</strong> <span>{daysText(leg)}</span>
              {view.check_ins
                .filter((one) => one.leg_id === leg.id)
                .map((one) => (
                  <small key={one.id}>{t('trips.checkedIn', { at: instant(one.checked_in_at), place: one.place ?? '' })}</small>
                ))}
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2>{TripReportTitles.members}</h2>
        {view.members.length === 0 ? (
          <p className="secondary">{t('trips.noMembers')}</p>
        ) : (
          <ul className="members">
            {view.members.map((one) => (
              <li key={one.id}>
                <strong>{one.name}</strong> <span className="secondary">{[one.unit, one.post].filter(Boolean).join(' ')}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="wide">
        <h2>{t('trips.companyCount', { n: view.companies.length })}</h2>
        <Companies trip={view} />
      </section>
    </div>
  )
}

function Budget({ view }: { view: TripView }) {
  const { t } = useTranslation()
  if (view.budget.length === 0) return <p className="secondary">{t('trips.noBudget')}</p>
  const unit = `（${t('money.unit')}）`
  return (
    <PlainTable
      stacks
      caption={NegotiationTripTitles.budget}
      head={[
        { title: t('trips.budgetItem') },
        { title: t('trips.standard') },
        { title: `${t('trips.planned')}${unit}`, numeric: true },
        { title: `${t('trips.spent')}${unit}`, numeric: true },
      ]}
      rows={view.budget.map((line, i) => ({
        key: `${i} ${line.item}`,
        cells: [
          line.item,
          line.standard ?? '—',
          { text: wan(line.planned_yuan), title: exact(line.planned_yuan) },
          { text: wan(line.spent_yuan), title: exact(line.spent_yuan) },
        ],
      }))}
    />
  )
}
