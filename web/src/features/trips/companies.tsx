/** The companies of a trip: why, who was met and what was said, what came of it, and the step that follows. */

import Button from 'antd/es/button'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  ReportRowTitles,
  StageWords,
  TripCompanyTitles,
  TripCompanyViewTitles,
  TripVisitTitles,
  VisitOutcomeWords,
} from '@/api/labels'
import { date, instant, shortDate } from '@/shared/dates'
import { useNarrow } from '@/shared/narrow'
import { FileLinks } from '@/shared/ui/file-links'
import type { CompanyView, TripView, Visit } from './api'
import { useLinks } from './links'

const StepDialog = lazy(() => import('./step-dialog').then((m) => ({ default: m.StepDialog })))
const VisitDialog = lazy(() => import('./visit-dialog').then((m) => ({ default: m.VisitDialog })))

type Open = { company: CompanyView; visit?: Visit }

export function Companies({ trip }: { trip: TripView }) {
  const { t } = useTranslation()
  const links = useLinks()
  const narrow = useNarrow()
  const [open, setOpen] = useState<Open | null>(null)
  if (trip.companies.length === 0) return <p className="secondary">{t('trips.noCompanies')}</p>
  const parts = (company: CompanyView) => ({
    name: (
      <>
        <strong>{links.enterprise(company.enterprise_id, company.name)}</strong>
        {company.planned ? null : <span className="state-tag">{t('trips.unplanned')}</span>}
      </>
    ),
    reason: company.reason ?? '—',
    visits: company.visits.length === 0 ? '—' : <Visits company={company} onCorrect={(visit) => setOpen({ company, visit })} />,
    outcome: company.outcome ? (
      <>
        {VisitOutcomeWords[company.outcome]}
        {company.outcome_note ? <small>{company.outcome_note}</small> : null}
      </>
    ) : (
      '—'
    ),
    next: company.next_step ? <Next company={company} onComplete={() => setOpen({ company })} /> : '—',
    projects: company.projects.length === 0 ? '—' : <Projects company={company} />,
  })
  const titles = {
    reason: TripCompanyTitles.reason,
    visits: TripCompanyViewTitles.visits,
    outcome: TripCompanyTitles.outcome,
    next: TripCompanyTitles.next_step,
    projects: ReportRowTitles.projects,
  }
  return (
    <>
      {narrow ? (
        <ul className="company-cards">
          {trip.companies.map((company) => {
            const { name, ...rest } = parts(company)
            return (
              <li key={company.id}>
                <h3>{name}</h3>
                <dl>
                  {Object.entries(rest).map(([key, value]) =>
                    value === '—' ? null : (
                      <div key={key}>
                        <dt>{titles[key as keyof typeof titles]}</dt>
                        <dd>{value}</dd>
                      </div>
                    ),
                  )}
                </dl>
              </li>
            )
          })}
        </ul>
      ) : (
        <div className="table-scroll">
          <table className="plain-table companies">
            <thead>
              <tr>
                <th scope="col">{TripCompanyTitles.name}</th>
                {Object.values(titles).map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {trip.companies.map((company) => {
                const { name, ...rest } = parts(company)
                return (
                  <tr key={company.id}>
                    <td>{name}</td>
                    {Object.entries(rest).map(([key, value]) => (
                      <td key={key}>{value}</td>
                    ))}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
      <Suspense fallback={null}>
        {open && !open.visit ? <StepDialog trip={trip} company={open.company} onClose={() => setOpen(null)} /> : null}
        {open?.visit ? <VisitDialog trip={trip} company={open.company} visit={open.visit} onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </>
  )
}

function Visits({ company, onCorrect }: { company: CompanyView; onCorrect: (visit: Visit) => void }) {
  const { t } = useTranslation()
  return (
    <ul className="visits">
      {company.visits.map((visit) => (
        <li key={visit.id}>
          <span className="secondary">
            {[shortDate(visit.met_on), ...visit.persons.map((one) => [one.name, one.post].filter(Boolean).join(' '))].join(' · ')}
          </span>{' '}
          {visit.note}
          {visit.next_step ? <em>{t('trips.intends', { text: visit.next_step })}</em> : null}
          {visit.card_file_id == null ? null : (
            <FileLinks small files={[{ file_id: visit.card_file_id, label: TripVisitTitles.card_file_id }]} />
          )}
          {company.can.includes('trip.visit') ? (
            <Button
              type="link"
              size="small"
              className="in-text"
              aria-label={t('trips.correctOf', { name: company.name, on: date(visit.met_on) })}
              onClick={() => onCorrect(visit)}
            >
              {t('trips.correct')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function Next({ company, onComplete }: { company: CompanyView; onComplete: () => void }) {
  const { t } = useTranslation()
  // an owner and a day without a step are nobody's work
  if (!company.next_step) return null
  return (
    <>
      {company.next_step}
      <small>{[company.owner_name, company.next_due_on && shortDate(company.next_due_on)].filter(Boolean).join(' ')}</small>
      {company.done_at ? (
        <small>{t('trips.doneAt', { at: instant(company.done_at), note: company.done_note ?? '' })}</small>
      ) : company.can.includes('trip.follow') ? (
        <Button size="small" onClick={onComplete}>
          {t('trips.completeStep')}
        </Button>
      ) : null}
    </>
  )
}

function Projects({ company }: { company: CompanyView }) {
  const links = useLinks()
  return (
    <ul className="visits">
      {company.projects.map((one) => (
        <li key={one.id}>
          {links.project(one.id, one.name)} <span className="secondary">{StageWords[one.stage]}</span>
        </li>
      ))}
    </ul>
  )
}
