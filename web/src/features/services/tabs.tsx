/** Difficulties and services of a project, as tabs of its page. */

import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { ServiceReasonInputFields } from '@/api/fields'
import { DifficultyWords, ServiceKindWords } from '@/api/labels'
import { shortDate } from '@/shared/dates'
import { ProblemAlert } from '@/shared/ui/problem'
import { Acts } from './acts'
import { recordsOf, type ServiceRecord, ticketsOf, withdrawRecord } from './api'
import { Files } from './files'
import type { Go } from './go'
import { type About, RaiseTicket } from './raise'
import { RecordService } from './record'
import { TicketLine } from './ticket'
import { TicketActs } from './ticket-acts'
import './services.css'

type Props = { about: About & { project: { id: number; name: string } }; may: boolean }

export function TicketsTab({ about, may, go: To }: Props & { go: Go }) {
  const { t } = useTranslation()
  const found = useQuery(ticketsOf(about.project.id))
  const [raising, setRaising] = useState(false)
  const raise = may ? (
    <Button type="primary" onClick={() => setRaising(true)}>
      {t('services.raise')}
    </Button>
  ) : null
  const dialog = raising ? <RaiseTicket about={about} onClose={() => setRaising(false)} /> : null
  if (found.error) {
    return <ProblemAlert error={found.error} title={t('state.loadFailed')} onRetry={() => void found.refetch()} />
  }
  if (!found.data) return <Skeleton active paragraph={{ rows: 4 }} />
  if (found.data.items.length === 0) {
    return (
      <div className="nothing" role="status">
        <p>{t('services.ticketsOf')}</p>
        {raise}
        {dialog}
      </div>
    )
  }
  return (
    <>
      <div className="service-tools">
        <p />
        {raise}
      </div>
      <ul className="service-cards" aria-label={t('menu.tickets')}>
        {found.data.items.map((ticket) => (
          <li key={ticket.id} className="service-sheet">
            <p className="service-said">
              <To to="ticket" id={ticket.id}>
                {ticket.title}
              </To>{' '}
              <small>
                {DifficultyWords[ticket.kind]} {ticket.number} {shortDate(ticket.raised_on)} {ticket.unit_name ?? ''}
              </small>
            </p>
            <TicketLine ticket={ticket} />
            <TicketActs ticket={ticket} small />
          </li>
        ))}
      </ul>
      {dialog}
    </>
  )
}

export function RecordsTab({ about, may }: Props) {
  const { t } = useTranslation()
  const found = useQuery(recordsOf(about.project.id))
  const [recording, setRecording] = useState(false)
  const record = may ? (
    <Button type="primary" onClick={() => setRecording(true)}>
      {t('services.record')}
    </Button>
  ) : null
  const dialog = recording ? <RecordService about={about} onClose={() => setRecording(false)} /> : null
  if (found.error) {
    return <ProblemAlert error={found.error} title={t('state.loadFailed')} onRetry={() => void found.refetch()} />
  }
  if (!found.data) return <Skeleton active paragraph={{ rows: 4 }} />
  return (
    <>
      {found.data.items.length === 0 ? (
        <div className="nothing" role="status">
          <p>{t('services.noRecords')}</p>
          {record}
        </div>
      ) : (
        <>
          <div className="service-tools">
            <p />
            {record}
          </div>
          <ol className="service-steps" aria-label={t('menu.services')}>
            {found.data.items.map((one) => (
              <li key={one.id}>
                <p>
                  <strong>{ServiceKindWords[one.service]}</strong>{' '}
                  <small>
                    {shortDate(one.happened_on)} {one.created_by_name}
                  </small>
                </p>
                <p className="service-said">{one.said}</p>
                <Files files={one.files} />
                {one.can.includes('service.withdraw') ? <Withdraw record={one} /> : null}
              </li>
            ))}
          </ol>
        </>
      )}
      {dialog}
    </>
  )
}

function Withdraw({ record }: { record: ServiceRecord }) {
  const { t } = useTranslation()
  return (
    <Acts
      small
      of={`service-${record.id}`}
      etag={tagOf(record)}
      done={t('services.withdrawn')}
      acts={[
        {
          key: 'withdraw',
          label: t('services.withdraw'),
          fields: ServiceReasonInputFields,
          names: ['reason'],
          danger: true,
          send: (values, sending) => withdrawRecord(record.id, values, sending),
        },
      ]}
    />
  )
}
