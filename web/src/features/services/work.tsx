/** Permits and difficulties of a project that are not over, as things to do. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ApprovalStateWords, DifficultyWords, TicketStateWords } from '@/api/labels'
import type { Works } from '@/shared/ui/work'
import { openTicketsQuery, permitsQuery } from './api'
import { useDays } from './approval'
import { ApprovalActs } from './approval-acts'
import type { Go } from './go'
import { TicketActs } from './ticket-acts'
import './services.css'

export function usePermitWork(project: number, may: boolean): Works {
  const { t } = useTranslation()
  const days = useDays()
  const found = useQuery({ ...permitsQuery(project, true), enabled: may })
  // what waits for another one is not to be done yet
  const ready = (found.data?.items ?? []).filter((one) => one.state !== 'planned' || one.waits_for.length === 0)
  return {
    items: ready.map((one) => ({
      key: `permit-${one.id}`,
      overdue: one.days_overdue,
      due: one.due_on ?? null,
      kind: t('services.permit'),
      title: one.name,
      note: [ApprovalStateWords[one.state], one.unit_name, one.window_name, days(one)].filter(Boolean).join(' '),
      acts: <ApprovalActs item={one} />,
    })),
    pending: found.isLoading,
    failed: found.error ? { error: found.error, again: () => void found.refetch() } : undefined,
  }
}

export function useTicketWork(project: number, may: boolean, To: Go): Works {
  const { t } = useTranslation()
  const found = useQuery({ ...openTicketsQuery(project), enabled: may })
  return {
    items: (found.data?.items ?? []).map((one) => ({
      key: `ticket-${one.id}`,
      overdue: one.days_overdue,
      due: one.due_on ?? null,
      kind: t('services.difficulty'),
      title: (
        <To to="ticket" id={one.id}>
          {one.title}
        </To>
      ),
      note: [DifficultyWords[one.kind], TicketStateWords[one.state], one.unit_name].filter(Boolean).join(' '),
      acts: one.can.length > 0 ? <TicketActs ticket={one} brief /> : null,
    })),
    pending: found.isLoading,
    failed: found.error ? { error: found.error, again: () => void found.refetch() } : undefined,
  }
}
