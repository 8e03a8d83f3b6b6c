/** On the road: today's leg, one card per company. Everything written here is kept on the phone first and sent when it can. */
import CheckOutlined from '@ant-design/icons/es/icons/CheckOutlined'
import PhoneOutlined from '@ant-design/icons/es/icons/PhoneOutlined'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { daysText, instant, shortDate, today } from '@/shared/dates'
import { fetchCalendars } from '@/shared/form/date-input'
import { keepDraft, useDraft } from '@/shared/form/drafts'
import { queue, useQueue, type Waiting } from '@/shared/queue'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { Unsent } from '@/shared/ui/unsent'
import { type CompanyView, type TripView, tripKeys, tripQuery } from './api'
import { queueOf } from './drafts'
import { Phones } from './phones'
import { CheckInForm, checkIn, VisitForm } from './road-forms'
import { stepsOf } from './steps'
import { legOn } from './today'
import './road.css'
import './trips.css'

type Props = { id: number; mayUpload: boolean; onBack: () => void }
type Open =
  | { kind: 'visit'; company?: CompanyView; waiting?: Waiting }
  | { kind: 'check-in'; waiting: Waiting }
  | { kind: 'phones'; company: CompanyView }

/** The trip as the service has it, else as it was when this page was last seen on this machine. */
function useTripHere(id: number) {
  const trip = useQuery(tripQuery(id))
  const { kept } = useDraft<TripView>(`road-${id}`)
  const view = trip.data?.data
  useEffect(() => {
    if (view) keepDraft(`road-${id}`, view, '')
  }, [id, view])
  return { trip, view: view ?? (trip.error ? (kept?.values as TripView | undefined) : undefined) }
}

export function useSentRefresh(): void {
  const queries = useQueryClient()
  useEffect(() => queue.onSent(() => void queries.invalidateQueries({ queryKey: tripKeys.all })), [queries])
}

export function Road({ id, mayUpload, onBack }: Props) {
  const { t } = useTranslation()
  const { trip, view } = useTripHere(id)
  const { items } = useQueue()
  const [open, setOpen] = useState<Open | null>(null)
  useTitle(view?.purpose ?? t('trips.go.road'))
  useSentRefresh()
  // a form that is opened in a tunnel has all it needs
  useEffect(fetchCalendars, [])
  const back = <Button onClick={onBack}>{t('trips.toTrip')}</Button>
  if (trip.error && !view) {
    return (
      <div className="road">
        <ProblemAlert error={trip.error} title={t('state.loadFailed')} onRetry={() => void trip.refetch()} />
        <p>{back}</p>
      </div>
    )
  }
  if (!view) return <Skeleton active className="road" paragraph={{ rows: 8 }} />
  const mine = items.filter((one) => one.of === queueOf(view))
  const correct = (waiting: Waiting) =>
    setOpen(waiting.kind === 'visit' ? { kind: 'visit', waiting } : { kind: 'check-in', waiting })
  const may = stepsOf(view).includes('road')
  return (
    <article className="road">
      <header>
        <h1>{view.purpose}</h1>
      </header>
      <Unsent of={queueOf(view)} onCorrect={correct} />
      <Today trip={view} may={may} waiting={mine.filter((one) => one.kind === 'check-in')} />
      {may ? null : <p className="secondary">{t('trips.notOnRoad')}</p>}
      <ul className="road-companies">
        {view.companies.map((company) => (
          <li key={company.id}>
            <Card
              company={company}
              may={may}
              waiting={mine.filter((one) => isOf(one, company))}
              onVisit={() => setOpen({ kind: 'visit', company })}
              onPhones={() => setOpen({ kind: 'phones', company })}
            />
          </li>
        ))}
        {mine
          .filter((one) => one.kind === 'visit' && !view.companies.some((company) => isOf(one, company)))
          .map((one) => (
            <li key={one.id}>
              <h2>{one.label}</h2>
              <p>{String(one.body['note'] ?? '')}</p>
              <p className="secondary">{one.refused ? one.refused.detail : t('trips.unsent')}</p>
            </li>
          ))}
      </ul>
      <div className="road-bar">
        {back}
        {may ? (
          <Button type="primary" onClick={() => setOpen({ kind: 'visit' })}>
            {t('trips.visitNew')}
          </Button>
        ) : null}
      </div>
      {open?.kind === 'visit' ? (
        <VisitForm trip={view} company={open.company} waiting={open.waiting} photo={mayUpload} onClose={() => setOpen(null)} />
      ) : null}
      {open?.kind === 'check-in' ? <CheckInForm trip={view} waiting={open.waiting} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'phones' ? (
        <Phones
          enterprise={open.company.enterprise_id}
          name={open.company.name}
          trip={view.number}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </article>
  )
}

const isOf = (item: Waiting, company: CompanyView): boolean =>
  (item.body['company'] as { enterprise_id?: number } | undefined)?.enterprise_id === company.enterprise_id

function Today({ trip, may, waiting }: { trip: TripView; may: boolean; waiting: readonly Waiting[] }) {
  const { t } = useTranslation()
  const found = legOn(trip.legs, today())
  if (!found) return null
  const { leg, now } = found
  const here = trip.check_ins.filter((one) => one.leg_id === leg.id).at(-1)
  const kept = waiting.find((one) => one.body['leg'] === leg.sequence)
  return (
    <section className="road-today" aria-label={t('trips.today')}>
      <p>
        <strong>{leg.city}</strong> {daysText(leg)}
      </p>
      {now ? null : <p className="secondary">{t('trips.noLegToday')}</p>}
      {here ? (
        <p>
          <CheckOutlined /> {t('trips.checkedIn', { at: instant(here.checked_in_at), place: here.place ?? '' })}
        </p>
      ) : kept ? (
        <p className="secondary">{kept.refused ? kept.refused.detail : t('trips.checkInKept')}</p>
      ) : may ? (
        <Button onClick={() => void checkIn(trip, leg, t('trips.checkInAt', { city: leg.city }))}>
          {t('trips.checkInAt', { city: leg.city })}
        </Button>
      ) : null}
    </section>
  )
}

type CardProps = {
  company: CompanyView
  may: boolean
  waiting: readonly Waiting[]
  onVisit: () => void
  onPhones: () => void
}

function Card({ company, may, waiting, onVisit, onPhones }: CardProps) {
  const { t } = useTranslation()
  return (
    <>
      <h2>
        {company.name}
        {company.planned ? null : <span className="state-tag">{t('trips.unplanned')}</span>}
      </h2>
      {company.reason ? <p className="secondary">{company.reason}</p> : null}
      {company.visits.map((visit) => (
        <p key={visit.id} className="road-visit">
          <CheckOutlined /> {[shortDate(visit.met_on), ...visit.persons.map((one) => one.name)].join(' ')} {visit.note}
          {visit.next_step ? <em>{t('trips.intends', { text: visit.next_step })}</em> : null}
        </p>
      ))}
      {waiting.map((one) => (
        <p key={one.id} className="road-visit">
          {String(one.body['note'] ?? '')}{' '}
          <span className="secondary">{one.refused ? one.refused.detail : t('trips.unsent')}</span>
        </p>
      ))}
      <div className="road-ways">
        <Button icon={<PhoneOutlined />} aria-label={t('trips.phonesOf', { name: company.name })} onClick={onPhones}>
          {t('trips.call')}
        </Button>
        {may ? (
          <Button aria-label={t('trips.visitOf', { name: company.name })} onClick={onVisit}>
            {t('trips.visit')}
          </Button>
        ) : null}
      </div>
    </>
  )
}
