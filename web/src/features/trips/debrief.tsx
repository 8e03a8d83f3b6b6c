/** The debriefing: one row per company until none is without an outcome, then the report, and the trip is closed. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { newKey } from '@/api/keys'
import { TripCompanyTitles } from '@/api/labels'
import { today } from '@/shared/dates'
import { dropDraft, keepDraft, useDraft } from '@/shared/form/drafts'
import { unreadable } from '@/shared/form/unreadable'
import { useKeys } from '@/shared/keys'
import { Blocking } from '@/shared/ui/blocking'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { useTitle } from '@/shared/ui/title'
import { Acts } from './acts'
import { type CompanyView, recordOutcome, type TripView, tripKeys, tripQuery } from './api'
import { DebriefRow } from './debrief-row'
import { type Drafts, outcomeOf, type Row, rowOf } from './debrief-rows'
import { debriefDraft } from './drafts'
import { stepsOf } from './steps'
import './debrief.css'
import './detail.css'
import './trips.css'

type Props = { id: number; me: { id: number; name: string } | undefined; onBack: () => void }
type Failures = Record<number, unknown>

export function Debrief({ id, me, onBack }: Props) {
  const { t } = useTranslation()
  const trip = useQuery(tripQuery(id))
  const view = trip.data?.data
  useTitle(view ? t('trips.debriefTitle', { number: view.number }) : t('trips.go.debrief'))
  if (trip.error && !view) {
    return (
      <div className="trip">
        <ProblemAlert error={trip.error} title={t('state.loadFailed')} onRetry={() => void trip.refetch()} />
        <p>
          <Button onClick={onBack}>{t('trips.toTrip')}</Button>
        </p>
      </div>
    )
  }
  if (!view || !trip.data) return <Skeleton active className="trip" paragraph={{ rows: 10 }} />
  return (
    <article className="trip">
      <header className="trip-head">
        <div className="trip-name">
          <h1>{t('trips.debriefTitle', { number: view.number })}</h1>
          <Button onClick={onBack}>{t('trips.toTrip')}</Button>
        </div>
        <p className="secondary">{view.purpose}</p>
        <div className="trip-acts">
          <Acts trip={view} etag={trip.data.etag} onGo={() => undefined} only={['return', 'close']} />
        </div>
      </header>
      {view.companies.length === 0 ? <p className="nothing">{t('trips.visitFirst')}</p> : <Table trip={view} me={me} />}
      {view.companies.every((one) => one.outcome) && view.missing.length > 0 ? <Blocking items={view.missing} /> : null}
    </article>
  )
}

function Table({ trip, me }: { trip: TripView; me: Props['me'] }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [drafts, setDrafts] = useState<Drafts>({})
  const [failures, setFailures] = useState<Failures>({})
  const [busy, setBusy] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  const name = debriefDraft(trip.id)
  const { kept, seen } = useDraft<Drafts>(name)
  const may = stepsOf(trip).includes('debrief')
  const open = Object.keys(drafts).length

  useEffect(() => {
    if (open > 0) keepDraft(name, drafts, '', {})
  }, [name, drafts, open])
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('[role=radio][tabindex="0"][aria-checked=false]')?.focus()
  }, [])

  const change = (company: CompanyView, row: Row) =>
    setDrafts((all) => ({
      ...all,
      [company.id]: { row, version: all[company.id]?.version ?? company.version, key: newKey() },
    }))
  const drop = (company: number) => {
    setDrafts(({ [company]: _, ...rest }) => rest)
    setFailures(({ [company]: _, ...rest }) => rest)
  }
  /** Over what somebody else has recorded in between, after it was seen. */
  const insist = (company: CompanyView) => {
    const current = failures[company.id]
    const version =
      current instanceof ApiError ? (current.problem.current as { version?: number } | undefined)?.version : undefined
    setDrafts((all) => {
      const draft = all[company.id]
      return draft ? { ...all, [company.id]: { ...draft, version: version ?? company.version, key: newKey() } } : all
    })
    setFailures(({ [company.id]: _, ...rest }) => rest)
  }

  const save = async () => {
    if (busy || unreadable(list.current)) return
    setBusy(true)
    let saved = 0
    const stepless: string[] = []
    const failed: Failures = {}
    for (const company of trip.companies) {
      const draft = drafts[company.id]
      const outcome = draft?.row.outcome
      if (!draft || !outcome) continue
      try {
        const input = outcomeOf({ ...draft.row, outcome })
        const taken = await recordOutcome(trip.id, { ...company, version: draft.version }, input, draft.key)
        saved += 1
        // some outcomes have nothing after them: the service drops the step, and that is said
        if (input.next_step && !taken.next_step) stepless.push(company.name)
        setDrafts(({ [company.id]: _, ...rest }) => rest)
      } catch (error) {
        failed[company.id] = error
      }
    }
    setFailures(failed)
    if (saved > 0) await queries.invalidateQueries({ queryKey: tripKeys.all })
    setBusy(false)
    const refused = Object.keys(failed).length
    if (refused === 0) void dropDraft(name)
    if (refused > 0) say(t('trips.rowsRefused', { n: refused }))
    else if (stepless.length > 0) say(t('trips.rowsStepless', { n: saved, names: stepless.join(t('form.comma')) }))
    else say(t('trips.rowsSaved', { n: saved }))
  }
  useKeys({ 'Ctrl+Enter': () => void save() })

  const ready = trip.companies.filter((one) => drafts[one.id]?.row.outcome).length
  return (
    <div ref={list}>
      {kept && open === 0 ? (
        <p className="draft-bar" role="status">
          {t('form.draft', { at: kept.at })}
          <Button
            size="small"
            onClick={() => {
              setDrafts(kept.values as Drafts)
              seen()
            }}
          >
            {t('form.useDraft')}
          </Button>
          <Button
            size="small"
            onClick={() => {
              void dropDraft(name)
              seen()
            }}
          >
            {t('form.dropDraft')}
          </Button>
        </p>
      ) : null}
      <div className="table-scroll">
        <table className="plain-table debrief">
          <thead>
            <tr>
              <th scope="col">{TripCompanyTitles.name}</th>
              <th scope="col">{TripCompanyTitles.outcome}</th>
              <th scope="col">{TripCompanyTitles.next_step}</th>
              <th scope="col">{TripCompanyTitles.owner_id}</th>
              <th scope="col">{TripCompanyTitles.next_due_on}</th>
            </tr>
          </thead>
          <tbody>
            {trip.companies.map((company) => (
              <DebriefRow
                key={company.id}
                company={company}
                row={drafts[company.id]?.row ?? rowOf(trip, company, me, today())}
                changed={company.id in drafts}
                failure={failures[company.id]}
                disabled={!may || busy}
                onChange={(row) => change(company, row)}
                onDrop={() => drop(company.id)}
                onInsist={() => insist(company)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="debrief-bar">
        <span className="secondary">{t('trips.outcomeKeys')}</span>
        <Button
          type="primary"
          disabled={!may || ready === 0}
          loading={busy}
          title={t('form.submitKey')}
          onClick={() => void save()}
        >
          {ready > 0 ? t('trips.saveRows', { n: ready }) : t('trips.save')}
        </Button>
      </div>
    </div>
  )
}
