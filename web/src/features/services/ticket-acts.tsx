/** What may be done about a difficulty now. */

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import {
  ServiceReasonInputFields,
  TicketAcceptanceInputFields,
  TicketAnswerInputFields,
  TicketEscalationInputFields,
  TicketSignatureInputFields,
} from '@/api/fields'
import { TicketLevelWords } from '@/api/labels'
import { instant } from '@/shared/dates'
import { ActButton } from '@/shared/ui/act'
import { Once } from '@/shared/ui/once'
import { type Act, Acts } from './acts'
import { type Ticket, ticketActs } from './api'

const LEVELS = Object.keys(TicketLevelWords)

/** `brief`: only what comes next; the others are on the page of the difficulty. */
export function TicketActs({ ticket, small = false, brief = false }: { ticket: Ticket; small?: boolean; brief?: boolean }) {
  const { t } = useTranslation()
  const [link, setLink] = useState<{ path: string; expires_at: string } | null>(null)
  const etag = tagOf(ticket)
  const may = (action: string) => ticket.can.includes(action)
  const open = ticket.state === 'open'
  const answered = ticket.state === 'answered'
  const higher = LEVELS.slice(LEVELS.indexOf(ticket.level) + 1)
  const acts: Act[] = []
  if (may('ticket.handle') && !answered) {
    acts.push({
      key: 'accept',
      label: t(open ? 'services.accept' : 'services.forward'),
      fields: TicketAcceptanceInputFields,
      names: ['unit_id', 'promised_on', 'text'],
      first: open,
      send: (values, sending) => ticketActs.acceptances(ticket.id, values, sending),
    })
  }
  if (may('ticket.handle') && !open) {
    acts.push({
      key: 'answer',
      label: t(answered ? 'services.answerMore' : 'services.answer'),
      fields: TicketAnswerInputFields,
      names: ['text', 'file_ids'],
      first: !answered,
      send: (values, sending) => ticketActs.answers(ticket.id, values, sending),
    })
  }
  if (may('ticket.handle') && !open && !answered) {
    if (higher.length > 0) {
      acts.push({
        key: 'escalate',
        label: t('services.escalate'),
        fields: TicketEscalationInputFields,
        names: ['level', 'reason'],
        only: { level: higher },
        send: (values, sending) => ticketActs.escalations(ticket.id, values, sending),
      })
    }
    acts.push({
      key: 'impossible',
      label: t('services.impossible'),
      fields: ServiceReasonInputFields,
      names: ['reason'],
      text: t('services.impossibleText'),
      danger: true,
      send: (values, sending) => ticketActs.impossibilities(ticket.id, values, sending),
    })
  }
  if (may('ticket.sign')) {
    acts.push(
      {
        key: 'sign',
        label: t('services.sign'),
        fields: TicketSignatureInputFields,
        names: ['opinion'],
        text: ticket.impossible_reason ?? '',
        first: true,
        send: (values: object, sending) => ticketActs.signatures(ticket.id, { ...values, agreed: true }, sending),
      },
      {
        key: 'back',
        label: t('services.sendBack'),
        fields: { ...TicketSignatureInputFields, opinion: { ...TicketSignatureInputFields.opinion, required: true } },
        names: ['opinion'],
        send: (values: object, sending) => ticketActs.signatures(ticket.id, { ...values, agreed: false }, sending),
      },
    )
  }
  if (may('ticket.reopen')) {
    acts.push({
      key: 'reopen',
      label: t('services.reopen'),
      fields: ServiceReasonInputFields,
      names: ['reason'],
      send: (values, sending) => ticketActs.reopenings(ticket.id, values, sending),
    })
  }
  const linkButton =
    may('ticket.handle') && answered ? (
      <ActButton
        size={small ? 'small' : 'medium'}
        type="primary"
        act={async (key) => setLink(await ticketActs.link(ticket.id, { key, etag }))}
      >
        {t('services.link')}
      </ActButton>
    ) : null
  return (
    <>
      <Acts
        acts={brief ? acts.filter((act) => act.first) : acts}
        of={`ticket-${ticket.id}`}
        etag={etag}
        small={small}
        done={t('services.done')}
        before={linkButton}
      />
      {link ? (
        <Once
          title={t('services.link')}
          text={t('services.linkOnce', { at: instant(link.expires_at) })}
          secret={`${location.origin}${link.path}`}
          onClose={() => setLink(null)}
        />
      ) : null}
    </>
  )
}
