/** One company of the debriefing. */
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { OutcomeInputFields } from '@/api/fields'
import { TripCompanyTitles, VisitOutcomeWords } from '@/api/labels'
import { shortDate } from '@/shared/dates'
import { DateInput } from '@/shared/form/date-input'
import { onEnter } from '@/shared/keys'
import { PersonPicker } from '@/shared/pick/pickers'
import { useSentence } from '@/shared/ui/problem'
import type { CompanyView } from './api'
import type { Row } from './debrief-rows'
import { OutcomeChoice } from './outcome-choice'

const ProjectsDialog = lazy(() => import('./projects-dialog').then((m) => ({ default: m.ProjectsDialog })))

type Props = {
  company: CompanyView
  row: Row
  changed: boolean
  failure: unknown
  disabled: boolean
  onChange: (row: Row) => void
  onDrop: () => void
  onInsist: () => void
}

export function DebriefRow({ company, row, changed, failure, disabled, onChange, onDrop, onInsist }: Props) {
  const { t } = useTranslation()
  const [projects, setProjects] = useState(false)
  const line = useRef<HTMLTableRowElement>(null)
  const of = (title: string) => t('trips.of', { name: company.name, title })
  const count = (row.linked?.length ?? company.projects.length) + (row.created?.length ?? 0)
  const toStep = () => line.current?.querySelector<HTMLElement>('.next-step')?.focus()
  const toNextRow = () => line.current?.nextElementSibling?.querySelector<HTMLElement>('[role=radio][tabindex="0"]')?.focus()
  return (
    <tr ref={line} className={changed ? 'changed' : undefined}>
      <td>
        <strong>{company.name}</strong>
        {company.visits.map((visit) => (
          <small key={visit.id}>
            {[shortDate(visit.met_on), ...visit.persons.map((one) => one.name)].join(' ')} {visit.note}
          </small>
        ))}
        {company.visits.length === 0 ? <small>{t('trips.noVisit')}</small> : null}
      </td>
      <td data-label={TripCompanyTitles.outcome}>
        <OutcomeChoice
          label={of(OutcomeInputFields.outcome.title)}
          value={row.outcome}
          disabled={disabled}
          onChange={(outcome) => onChange({ ...row, outcome })}
          onNext={toStep}
        />
        <Failure failure={failure} onDrop={onDrop} onInsist={onInsist} />
        {changed && !failure ? <small role="status">{t('trips.rowUnsaved')}</small> : null}
      </td>
      <td data-label={TripCompanyTitles.next_step}>
        <Input
          className="next-step"
          aria-label={of(OutcomeInputFields.next_step.title)}
          maxLength={OutcomeInputFields.next_step.maxLength}
          disabled={disabled}
          value={row.next_step}
          onChange={(event) => onChange({ ...row, next_step: event.target.value })}
          onKeyDown={(event) => {
            if (!event.ctrlKey) onEnter(toNextRow)(event)
          }}
        />
        <Button
          size="small"
          type="link"
          className="in-text"
          disabled={disabled}
          aria-label={of(t('trips.projects', { n: count }))}
          onClick={() => setProjects(true)}
        >
          {t('trips.projects', { n: count })}
        </Button>
      </td>
      <td data-label={TripCompanyTitles.owner_id}>
        <PersonPicker
          aria-label={of(OutcomeInputFields.owner_id.title)}
          disabled={disabled}
          value={row.owner?.id ?? null}
          known={row.owner ? [row.owner] : undefined}
          onChange={(id, choice) => onChange({ ...row, owner: id === null ? null : { id, name: choice?.name ?? '' } })}
        />
      </td>
      <td data-label={TripCompanyTitles.next_due_on}>
        <DateInput
          aria-label={of(OutcomeInputFields.next_due_on.title)}
          disabled={disabled}
          value={row.next_due_on}
          onChange={(on) => onChange({ ...row, next_due_on: on })}
        />
        <Suspense fallback={null}>
          {projects ? (
            <ProjectsDialog company={company} row={row} onChange={onChange} onClose={() => setProjects(false)} />
          ) : null}
        </Suspense>
      </td>
    </tr>
  )
}

type FailureProps = Pick<Props, 'failure' | 'onDrop' | 'onInsist'>

/** Why a row was not taken; when somebody else was faster, what he recorded, and whose shall stand. */
function Failure({ failure, onDrop, onInsist }: FailureProps) {
  const { t } = useTranslation()
  const sentence = useSentence()
  if (!failure) return null
  const problem = failure instanceof ApiError ? failure.problem : undefined
  const theirs = failure instanceof ApiError && failure.status === 412 ? (problem?.current as CompanyView | undefined) : undefined
  if (theirs) {
    const outcome = theirs.outcome ? VisitOutcomeWords[theirs.outcome] : '—'
    const text = [outcome, theirs.next_step, theirs.owner_name, theirs.next_due_on].filter(Boolean).join('，')
    return (
      <div role="alert" className="row-failure">
        <p>{t('trips.theirs', { text })}</p>
        <Button size="small" onClick={onInsist}>
          {t('conflict.allMine')}
        </Button>
        <Button size="small" onClick={onDrop}>
          {t('conflict.allTheirs')}
        </Button>
      </div>
    )
  }
  const lines = problem?.errors?.map((one) => one.message) ?? []
  return (
    <div role="alert" className="row-failure">
      {(lines.length > 0 ? [...new Set(lines)] : [sentence(failure)]).map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  )
}
