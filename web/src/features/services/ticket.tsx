/** One difficulty: what it is, who handles it until when, what was done, and what may be done now. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DifficultyWords, TicketLevelWords, TicketStateWords, TicketStepKindWords, TicketTitles } from '@/api/labels'
import { date, instant } from '@/shared/dates'
import { Glance } from '@/shared/ui/glance'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { type Ticket, ticketQuery } from './api'
import { Due } from './due'
import { Files } from './files'
import type { Go } from './go'
import { TicketActs } from './ticket-acts'
import './services.css'

export function TicketDetail({ id, go: To, onBack }: { id: number; go: Go; onBack: () => void }) {
  const { t } = useTranslation()
  const found = useQuery(ticketQuery(id))
  const ticket = found.data
  useTitle(ticket?.title ?? t('menu.tickets'))
  const back = <Button onClick={onBack}>{t('services.back')}</Button>
  if (found.error && !ticket) {
    return (
      <div className="service-page">
        <ProblemAlert error={found.error} title={t('state.loadFailed')} onRetry={() => void found.refetch()} />
        <p>{back}</p>
      </div>
    )
  }
  if (!ticket) return <Skeleton active className="service-page" paragraph={{ rows: 8 }} />
  const facts: [string, ReactNode][] = [
    [TicketTitles.number, ticket.number],
    [TicketTitles.kind, DifficultyWords[ticket.kind]],
    [
      t('services.enterprise'),
      <To key="e" to="enterprise" id={ticket.enterprise_id}>
        {ticket.enterprise_name}
      </To>,
    ],
  ]
  if (ticket.project_id) {
    facts.push([
      t('services.project'),
      <To key="p" to="project" id={ticket.project_id}>
        {ticket.project_name}
      </To>,
    ])
  }
  facts.push(
    [TicketTitles.raised_on, date(ticket.raised_on)],
    [TicketTitles.level, TicketLevelWords[ticket.level]],
    [t('services.handler'), ticket.unit_name ?? '—'],
    [TicketTitles.promised_on, date(ticket.promised_on)],
    [TicketTitles.satisfaction, ticket.satisfaction ? t('services.score', { n: ticket.satisfaction }) : '—'],
  )
  return (
    <article className="service-page" aria-busy={found.isFetching}>
      <div className="page-head">
        <h1>{ticket.title}</h1>
        <div className="page-actions">{back}</div>
      </div>
      <section className="service-sheet">
        <TicketLine ticket={ticket} />
        <Glance facts={facts} />
        <p className="service-said">{ticket.said}</p>
        {ticket.blocks ? <p className="note">{`${TicketTitles.blocks}：${ticket.blocks}`}</p> : null}
        <TicketActs ticket={ticket} />
      </section>
      <section className="service-sheet" aria-label={t('services.steps')}>
        <TicketSteps ticket={ticket} />
      </section>
    </article>
  )
}

/** How it stands, in one line. */
export function TicketLine({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  return (
    <p className="service-said">
      <span className="mark">{TicketStateWords[ticket.state]}</span>{' '}
      {ticket.due_on ? <Due on={ticket.due_on} overdue={ticket.days_overdue} /> : null}{' '}
      {ticket.awaits_signature ? <span className="mark">{t('services.awaits')}</span> : null}{' '}
      {ticket.reopened_count > 0 ? <small>{t('services.reopenedTimes', { n: ticket.reopened_count })}</small> : null}
    </p>
  )
}

export function TicketSteps({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation()
  return (
    <ol className="service-steps" aria-label={t('services.steps')}>
      {ticket.steps.map((step) => (
        <li key={step.id}>
          <p>
            <strong>{TicketStepKindWords[step.kind]}</strong>{' '}
            <small>
              {instant(step.at)} {step.by}
              {step.satisfaction ? ` ${t('services.score', { n: step.satisfaction })}` : ''}
            </small>
          </p>
          {step.text ? <p className="service-said">{step.text}</p> : null}
          <Files files={step.files} />
        </li>
      ))}
    </ol>
  )
}
