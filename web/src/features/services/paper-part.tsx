/** Permits and open difficulties of a project, on paper: words, no colours. */
import { useTranslation } from 'react-i18next'
import { ApprovalItemTitles as A, ApprovalStateWords, DifficultyWords, TicketStateWords } from '@/api/labels'
import { date } from '@/shared/dates'
import { Cut, PaperPart } from '@/shared/ui/paper'
import type { Approval, Ticket } from './api'

const PERMITS = 7
const TICKETS = 4

/** Late ones, the latest first; those under way; then those that wait, and last what is done. */
const RANK: Readonly<Record<Approval['state'], number>> = { received: 1, paused: 1, planned: 2, finished: 3, not_needed: 4 }
const rank = (one: Approval): number => (one.days_overdue > 0 && RANK[one.state] === 1 ? 0 : RANK[one.state])

export function PermitsOnPaper({ items }: { items: readonly Approval[] }) {
  const { t } = useTranslation()
  const needed = items.filter((one) => one.state !== 'not_needed')
  const done = needed.filter((one) => one.state === 'finished')
  const sorted = [...needed].sort((a, b) => rank(a) - rank(b) || b.days_overdue - a.days_overdue)
  const late = needed.filter((one) => rank(one) === 0).length
  return (
    <PaperPart title={t('services.permit')}>
      {needed.length === 0 ? (
        <p>{t('services.noneListed')}</p>
      ) : (
        <>
          <p>
            {t('services.progress', { done: done.length, all: needed.length })}
            {late > 0 ? `，${t('services.overdueOf', { n: late })}` : ''}
          </p>
          <Cut items={sorted} most={PERMITS}>
            {(shown) => (
              <table>
                <thead>
                  <tr>
                    <th scope="col">{A.name}</th>
                    <th scope="col" className="paper-day">
                      {A.state}
                    </th>
                    <th scope="col" className="paper-day">
                      {A.due_on}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((one) => (
                    <tr key={one.id}>
                      <td>{one.name}</td>
                      <td className="paper-day">
                        {rank(one) === 0 ? t('services.late', { n: one.days_overdue }) : ApprovalStateWords[one.state]}
                      </td>
                      <td className="paper-day">{date(one.due_on)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </Cut>
        </>
      )}
    </PaperPart>
  )
}

export function TicketsOnPaper({ items }: { items: readonly Ticket[] }) {
  const { t } = useTranslation()
  return (
    <PaperPart title={t('services.openOnes')}>
      {items.length === 0 ? (
        <p>{t('services.noneOpen')}</p>
      ) : (
        <Cut items={items} most={TICKETS}>
          {(shown) =>
            shown.map((one) => (
              <p key={one.id}>
                {one.title}（{[DifficultyWords[one.kind], TicketStateWords[one.state], one.unit_name].filter(Boolean).join('，')}
                {one.days_overdue > 0
                  ? `，${t('services.late', { n: one.days_overdue })}`
                  : one.due_on
                    ? `，${t('services.until', { on: date(one.due_on) })}`
                    : ''}
                ）
              </p>
            ))
          }
        </Cut>
      )}
    </PaperPart>
  )
}
