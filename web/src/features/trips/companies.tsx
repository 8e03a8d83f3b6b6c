/** The companies of a trip: why, who was met and what was said, what came of it, and the step that follows. */

import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { CompletionInputFields } from '@/api/fields'
import { ReportRowTitles, StageWords, TripCompanyTitles, TripCompanyViewTitles, VisitOutcomeWords } from '@/api/labels'
import { date, instant, shortDate } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { useNarrow } from '@/shared/narrow'
import { say } from '@/shared/ui/said'
import { type CompanyView, completeStep, type TripView, tripKeys, type Visit } from './api'
import { VisitDialog } from './visit-dialog'

type Props = { trip: TripView; onProject: (id: number) => void }
type Open = { company: CompanyView; visit?: Visit }

export function Companies({ trip, onProject }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const narrow = useNarrow()
  const [open, setOpen] = useState<Open | null>(null)
  if (trip.companies.length === 0) return <p className="secondary">{t('trips.noCompanies')}</p>
  const parts = (company: CompanyView) => ({
    name: (
      <>
        <strong>{company.name}</strong>
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
    projects: company.projects.length === 0 ? '—' : <Projects company={company} onProject={onProject} />,
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
      {open && !open.visit ? (
        <FormDialog<{ note: string }>
          title={t('trips.complete', { name: open.company.name })}
          fields={CompletionInputFields}
          initial={{}}
          etag={tagOf(open.company)}
          submit={t('trips.completeStep')}
          onClose={() => setOpen(null)}
          onDone={() => {
            say(t('trips.done'))
            void queries.invalidateQueries({ queryKey: tripKeys.all })
          }}
          onSend={({ note }, sending) => completeStep(trip.id, open.company, note, sending)}
        >
          <p>{open.company.next_step}</p>
          <Field of={CompletionInputFields} name="note" autoFocus />
        </FormDialog>
      ) : null}
      {open?.visit ? <VisitDialog trip={trip} company={open.company} visit={open.visit} onClose={() => setOpen(null)} /> : null}
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
          {company.can.includes('trip.visit') ? (
            <Button
              type="link"
              size="small"
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

function Projects({ company, onProject }: { company: CompanyView; onProject: (id: number) => void }) {
  return (
    <ul className="visits">
      {company.projects.map((one) => (
        <li key={one.id}>
          <Button type="link" size="small" className="in-text" onClick={() => onProject(one.id)}>
            {one.name}
          </Button>
          <span className="secondary">{StageWords[one.stage]}</span>
        </li>
      ))}
    </ul>
  )
}
