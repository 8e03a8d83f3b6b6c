/** 行程单: the plan of a trip on A4, taken along and handed out: route, people, companies with their reasons, money. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { NegotiationTripTitles, TripCompanyTitles, TripInputTitles, TripKindWords, TripMemberTitles } from '@/api/labels'
import { daysText } from '@/shared/dates'
import { wan } from '@/shared/money'
import { Paper } from '@/shared/ui/paper'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { type TripView, tripQuery } from './api'

export function TripPaper({ id, by, onBack }: { id: number; by: string; onBack: () => void }) {
  const { t } = useTranslation()
  const trip = useQuery(tripQuery(id))
  const view = trip.data?.data
  useTitle(view ? `${t('trips.paper')} ${view.number}` : t('trips.paper'))
  return (
    <Paper
      kind="dense"
      back={t('trips.backToTrip')}
      onBack={onBack}
      by={by}
      notice={
        trip.error ? <ProblemAlert error={trip.error} title={t('state.loadFailed')} onRetry={() => void trip.refetch()} /> : null
      }
    >
      {view ? <Sheet view={view} /> : null}
    </Paper>
  )
}

function Sheet({ view }: { view: TripView }) {
  const { t } = useTranslation()
  const kind = view.station ? `${TripKindWords[view.kind]}：${view.station}` : TripKindWords[view.kind]
  const facts: [string, string][] = [
    [NegotiationTripTitles.kind, kind],
    [NegotiationTripTitles.leader_name, [view.leader_name, view.leader_post].filter(Boolean).join(' ')],
    [t('trips.leadUnit'), view.lead_unit_name],
    [t('trips.days'), daysText({ from_on: view.starts_on, to_on: view.ends_on })],
    [TripInputTitles.legs, view.legs.map((leg) => `${leg.city} ${daysText(leg)}`).join('；')],
  ]
  if (view.chain) facts.push([NegotiationTripTitles.chain, view.chain])
  return (
    <>
      <h1>{view.purpose}</h1>
      <p className="paper-line">
        <span>
          {NegotiationTripTitles.number}：{view.number}
        </span>
      </p>
      <table>
        <tbody>
          {facts.map(([title, value]) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              <td>{value || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{TripInputTitles.members}</h2>
      <Lines
        none={t('trips.noMembers')}
        head={[TripMemberTitles.name, TripMemberTitles.unit, TripMemberTitles.post]}
        rows={view.members.map((one) => [one.name, one.unit ?? '—', one.post ?? '—'])}
      />
      <h2>{t('trips.companyCount', { n: view.companies.length })}</h2>
      <Lines
        none="—"
        head={[TripCompanyTitles.name, TripCompanyTitles.reason]}
        rows={view.companies.map((one) => [one.name, one.reason ?? '—'])}
      />
      <h2>{`${NegotiationTripTitles.budget}（${t('money.unit')}）`}</h2>
      <Lines
        none={t('trips.noBudget')}
        head={[t('trips.budgetItem'), t('trips.standard'), t('trips.planned')]}
        rows={view.budget.map((line) => [line.item, line.standard ?? '—', wan(line.planned_yuan)])}
        amounts
      />
    </>
  )
}

/** A plain table with numbered rows, or a word for none; `amounts`: the last column is money. */
function Lines(props: { none: string; head: readonly string[]; rows: readonly (readonly string[])[]; amounts?: boolean }) {
  const { t } = useTranslation()
  if (props.rows.length === 0) return <p>{props.none}</p>
  const last = props.head.length - 1
  const kind = (at: number) => (props.amounts && at === last ? 'num' : undefined)
  return (
    <table>
      <thead>
        <tr>
          <th scope="col" className="paper-no">
            {t('trips.rowNo')}
          </th>
          {props.head.map((title, at) => (
            <th key={title} scope="col" className={kind(at)}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((cells, row) => (
          <tr key={cells[0]}>
            <td>{row + 1}</td>
            {cells.map((text, at) => (
              <td key={props.head[at]} className={kind(at)}>
                {text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
