/** 行程单: the plan of a trip on A4, taken along and handed out: route, people, companies with their reasons, money. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { NegotiationTripTitles, TripCompanyTitles, TripInputTitles, TripKindWords, TripStateWords } from '@/api/labels'
import { daysText } from '@/shared/dates'
import { wan } from '@/shared/money'
import { Paper, PaperFacts, PaperPart } from '@/shared/ui/paper'
import { PaperConditions, PaperTable, usePaperNotice } from '@/shared/ui/paper-list'
import { useTitle } from '@/shared/ui/title'
import { type TripView, tripQuery } from './api'
import { PaperPeople } from './paper-people'

export function TripPaper({ id, by, onBack }: { id: number; by: string; onBack: () => void }) {
  const { t } = useTranslation()
  const trip = useQuery(tripQuery(id))
  const view = trip.data?.data
  useTitle(view ? `${t('trips.paper')} ${view.number}` : t('trips.paper'))
  const notice = usePaperNotice([trip])
  return (
    <Paper kind="dense" back={t('trips.backToTrip')} onBack={onBack} by={by} notice={notice}>
      {!notice && view ? <Sheet view={view} at={trip.dataUpdatedAt} /> : null}
    </Paper>
  )
}

function Sheet({ view, at }: { view: TripView; at: number }) {
  const { t } = useTranslation()
  const kind = view.station ? `${TripKindWords[view.kind]}：${view.station}` : TripKindWords[view.kind]
  return (
    <>
      <h1>{view.purpose}</h1>
      <PaperConditions words={null} at={at} />
      <PaperFacts
        long={[
          [NegotiationTripTitles.leader_name, [view.leader_name, view.leader_post].filter(Boolean).join(' ')],
          [TripInputTitles.legs, view.legs.map((leg) => `${leg.city} ${daysText(leg)}`).join('；') || '—'],
        ]}
        short={[
          [NegotiationTripTitles.number, view.number],
          [NegotiationTripTitles.state, TripStateWords[view.state]],
          [t('trips.days'), daysText({ from_on: view.starts_on, to_on: view.ends_on })],
          [t('trips.leadUnit'), view.lead_unit_name],
          [NegotiationTripTitles.kind, kind],
          ...(view.chain ? [[NegotiationTripTitles.chain, view.chain] as const] : []),
        ]}
      />
      <PaperPart title={TripInputTitles.members}>
        <PaperPeople none={t('trips.noMembers')} people={view.members} />
      </PaperPart>
      <PaperPart title={t('trips.companyCount', { n: view.companies.length })}>
        <PaperTable
          none={t('trips.noCompanies')}
          head={[{ title: TripCompanyTitles.name, share: 40 }, { title: TripCompanyTitles.reason }]}
          rows={view.companies.map((one) => ({ key: one.id, cells: [one.name, one.reason ?? '—'] }))}
        />
      </PaperPart>
      <PaperPart title={`${NegotiationTripTitles.budget}（${t('money.unit')}）`}>
        <PaperTable
          none={t('trips.noBudget')}
          head={[
            { title: t('trips.budgetItem'), share: 25 },
            { title: t('trips.standard') },
            { title: t('trips.planned'), numeric: true, share: 20 },
          ]}
          rows={view.budget.map((line) => ({
            key: line.item,
            cells: [line.item, line.standard ?? '—', wan(line.planned_yuan)],
          }))}
        />
      </PaperPart>
    </>
  )
}
