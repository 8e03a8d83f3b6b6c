/** Complaints: each step in its time; who complained is read by the handler alone. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Skeleton from 'antd/es/skeleton'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { ComplaintInputFields, ComplaintStepInputFields } from '@/api/fields'
import { ComplaintStateWords, ComplaintViewTitles } from '@/api/labels'
import type { components } from '@/api/schema'
import { date, shortDate } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, DaysFilter, FilterBar, UnitFilter } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { EnterprisePicker, ProjectPicker } from '@/shared/pick/pickers'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ExportButton } from '@/shared/ui/export'
import { FilesField } from '@/shared/ui/files'
import { Glance } from '@/shared/ui/glance'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { useTitle } from '@/shared/ui/title'
import { Acts, filled } from './acts'
import { advanceComplaint, type Complaint, complaintQuery, fetchComplaints, registerComplaint, serviceKeys, written } from './api'
import { Due } from './due'
import { Files } from './files'
import type { ComplaintFilters } from './filters'
import './services.css'

type Said = components['schemas']['ComplaintInput']
type Props = {
  filters: ComplaintFilters
  sort: string | undefined
  onChange: (filters: ComplaintFilters, sort: string | undefined) => void
  onOpen: (id: number) => void
  mayRegister: boolean
}

export function Complaints({ filters, sort, onChange, onOpen, mayRegister }: Props) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const [registering, setRegistering] = useState(false)
  const columns = useMemo<Column<Complaint>[]>(() => {
    const all: Column<Complaint>[] = [
      { key: 'number', title: ComplaintViewTitles.number, width: 128, pinned: true, text: (one) => one.number },
      { key: 'about', title: ComplaintViewTitles.about, width: 280, pinned: true, text: (one) => one.about },
      { key: 'state', title: ComplaintViewTitles.state, width: 92, text: (one) => ComplaintStateWords[one.state] },
      {
        key: 'step_due_on',
        title: ComplaintViewTitles.step_due_on,
        width: 152,
        sort: 'step_due_on',
        text: (one) => date(one.step_due_on),
        render: (one) => <Due on={one.step_due_on} overdue={one.days_overdue} />,
      },
      { key: 'unit_name', title: t('services.handler'), width: 128, text: (one) => one.unit_name ?? '—' },
      { key: 'handler_name', title: t('services.handlerPerson'), width: 148, text: (one) => one.handler_name ?? '—' },
      {
        key: 'received_on',
        title: ComplaintViewTitles.received_on,
        width: 112,
        sort: 'received_on',
        text: (one) => date(one.received_on),
      },
      { key: 'closed_on', title: ComplaintViewTitles.closed_on, width: 112, text: (one) => date(one.closed_on) },
      { key: 'late_steps', title: ComplaintViewTitles.late_steps, width: 104, text: (one) => String(one.late_steps) },
    ]
    return scaled(all, scale)
  }, [t, scale])
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchComplaints(filters, sort, page, perPage, signal),
    [filters, sort],
  )
  const register: ReactNode = mayRegister ? (
    <Button type="primary" onClick={() => setRegistering(true)}>
      {t('services.complain')}
    </Button>
  ) : null
  return (
    <>
      <ListPage<Complaint>
        title={t('menu.complaints')}
        queryKey={serviceKeys.complaints(filters, sort)}
        fetchPage={fetchPage}
        rowKey={(one) => one.id}
        columns={columns}
        filters={filters as Search}
        onFilters={(next) => onChange(next, sort)}
        sort={sort}
        onSort={(next) => onChange(filters, next)}
        onOpen={(one) => onOpen(one.id)}
        cardHeight={96}
        card={(one) => (
          <>
            <strong>{one.about}</strong>
            <small>
              <span>{ComplaintStateWords[one.state]}</span>
              <span>{one.unit_name ?? ''}</span>
            </small>
            <small>
              <span>{one.number}</span>
              <Due on={one.step_due_on} overdue={one.days_overdue} />
            </small>
          </>
        )}
        bar={
          <FilterBar
            filters={filters as Search}
            onChange={(next) => onChange(next, sort)}
            tools={<ExportButton list="complaints" filters={filters as Search} sort={sort} />}
          >
            <ChoiceFilter name="state" title={ComplaintViewTitles.state} words={ComplaintStateWords} />
            <ChoiceFilter name="overdue" title={t('services.onTime')} words={{ true: t('services.onlyLate') }} single />
            <UnitFilter name="unit_id" title={t('services.handler')} />
            <DaysFilter name="received_on" ends={{ from: 'from_on', to: 'to_on' }} title={ComplaintViewTitles.received_on} />
          </FilterBar>
        }
        actions={register}
        empty={
          <>
            <p>{t('services.noComplaints')}</p>
            {register}
          </>
        }
      />
      {registering ? <Register onClose={() => setRegistering(false)} /> : null}
    </>
  )
}

function Register({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <FormDialog<Said>
      title={t('services.complain')}
      width={720}
      fields={ComplaintInputFields}
      initial={{ foreign_investor: false }}
      draft="complaint-new"
      submit={t('services.complain')}
      onSend={(values, { key }) => registerComplaint(filled(values) as Said, key)}
      onDone={() => {
        say(t('services.complained'))
        void written(queries)
      }}
      onClose={onClose}
    >
      <div className="form-grid">
        <Field of={ComplaintInputFields} name="complainant" autoFocus />
        <Field of={ComplaintInputFields} name="complainant_phone" />
        <Field of={ComplaintInputFields} name="enterprise_id">
          <EnterprisePicker />
        </Field>
        <Field of={ComplaintInputFields} name="project_id">
          <ProjectPicker />
        </Field>
        <Field of={ComplaintInputFields} name="received_on" />
        <Field of={ComplaintInputFields} name="foreign_investor" />
      </div>
      <Field of={ComplaintInputFields} name="about" />
      <Field of={ComplaintInputFields} name="said">
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} />
      </Field>
      <Field of={ComplaintInputFields} name="file_ids">
        <FilesField />
      </Field>
    </FormDialog>
  )
}

/** One complaint, its way, and the next step. */
export function ComplaintDetail({ id, onBack }: { id: number; onBack: () => void }) {
  const { t } = useTranslation()
  const found = useQuery(complaintQuery(id))
  const one = found.data
  useTitle(one?.about ?? t('menu.complaints'))
  const back = <Button onClick={onBack}>{t('services.back')}</Button>
  if (found.error && !one) {
    return (
      <div className="service-page">
        <ProblemAlert error={found.error} title={t('state.loadFailed')} onRetry={() => void found.refetch()} />
        <p>{back}</p>
      </div>
    )
  }
  if (!one) return <Skeleton active className="service-page" paragraph={{ rows: 8 }} />
  const hidden = t('services.hidden')
  const facts: [string, ReactNode][] = [
    [ComplaintViewTitles.number, one.number],
    [ComplaintViewTitles.complainant, one.complainant ?? hidden],
    [ComplaintViewTitles.complainant_phone, one.complainant_hidden ? hidden : (one.complainant_phone ?? '—')],
    [ComplaintViewTitles.enterprise_name, one.enterprise_name ?? '—'],
    [ComplaintViewTitles.project_name, one.project_name ?? '—'],
    [t('services.handler'), one.unit_name ?? '—'],
    [t('services.handlerPerson'), one.handler_name ?? '—'],
    [ComplaintViewTitles.received_on, date(one.received_on)],
    [ComplaintViewTitles.whole_due_on, date(one.whole_due_on)],
  ]
  return (
    <article className="service-page" aria-busy={found.isFetching}>
      <div className="page-head">
        <h1>{one.about}</h1>
        <div className="page-actions">{back}</div>
      </div>
      <section className="service-sheet">
        <p className="service-said">
          <span className="mark">{ComplaintStateWords[one.state]}</span>{' '}
          {one.step_due_on ? <Due on={one.step_due_on} overdue={one.days_overdue} /> : null}{' '}
          {one.late_steps > 0 ? <small>{t('services.lateSteps', { n: one.late_steps })}</small> : null}
        </p>
        <Glance facts={facts} />
        <p className="service-said">{one.said}</p>
        <Files files={one.files} />
        <Acts
          of={`complaint-${one.id}`}
          etag={tagOf(one)}
          done={t('services.done')}
          acts={
            one.can.includes('complaint.handle')
              ? [
                  {
                    key: 'step',
                    label: t('services.advance'),
                    fields: ComplaintStepInputFields,
                    names: namesFor(one),
                    only: { state: one.next_states },
                    initial: one.next_states.length === 1 ? { state: one.next_states[0] } : {},
                    first: true,
                    send: (values, sending) => advanceComplaint(one.id, values, sending),
                  },
                ]
              : []
          }
        />
      </section>
      <section className="service-sheet" aria-label={t('services.steps')}>
        <ol className="service-steps">
          {one.steps.map((step) => (
            <li key={step.id}>
              <p>
                <strong>{ComplaintStateWords[step.state]}</strong>{' '}
                <small>
                  {shortDate(step.done_on)} {step.by}
                  {step.late ? ` ${t('services.wasLate')}` : ''}
                </small>
              </p>
              {step.text ? <p className="service-said">{step.text}</p> : null}
              <Files files={step.files} />
            </li>
          ))}
        </ol>
      </section>
    </article>
  )
}

/** Fields that may be wanted by one of the next steps. */
function namesFor(one: Complaint): string[] {
  const to = (state: Complaint['state']) => one.next_states.includes(state)
  return [
    'state',
    ...(to('forwarded') ? ['unit_id', 'handler_id'] : []),
    'text',
    ...(to('closed') ? ['satisfaction'] : []),
    'file_ids',
  ]
}
