/** One procedure: whose window, how many days promised and used, why it is due then, what may be done. */
import Button from 'antd/es/button'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApprovalItemTitles, ApprovalStateWords } from '@/api/labels'
import { date, shortDate } from '@/shared/dates'
import { FactList } from '@/shared/ui/panel'
import type { Approval } from './api'
import { ApprovalActs } from './approval-acts'
import { Due } from './due'
import { Files } from './files'
import './services.css'

/** Days used of those promised, or how long it took. */
export function useDays(): (item: Approval) => string {
  const { t } = useTranslation()
  return (item) => {
    const of = item.promised_days ?? item.standard_days
    if (item.state === 'finished') return t('services.took', { used: item.actual_days ?? 0, of: of ?? '—' })
    if (item.state === 'received' || item.state === 'paused') {
      return t('services.used', { used: item.used_days ?? 0, of: of ?? '—' })
    }
    return of === null || of === undefined ? '' : t('services.promise', { n: of })
  }
}

export function ApprovalSheet({ item, onEdit }: { item: Approval; onEdit?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const days = useDays()
  const facts: [string, ReactNode][] = [
    [ApprovalItemTitles.state, ApprovalStateWords[item.state]],
    [ApprovalItemTitles.window_name, [item.unit_name, item.window_name].filter(Boolean).join(' ') || '—'],
    [ApprovalItemTitles.basis, item.basis ?? '—'],
    [ApprovalItemTitles.promised_days, days(item) || '—'],
    [ApprovalItemTitles.received_on, date(item.received_on)],
    [ApprovalItemTitles.due_on, <Due key="d" on={item.due_on} overdue={item.days_overdue} />],
    [ApprovalItemTitles.finished_on, date(item.finished_on)],
    [ApprovalItemTitles.result_number, item.result_number ?? '—'],
  ]
  if (item.longer_reason) facts.push([ApprovalItemTitles.longer_reason, item.longer_reason])
  if (item.state_reason) facts.push([ApprovalItemTitles.state_reason, item.state_reason])
  if (item.waits_for.length > 0) facts.push(['', t('services.waitsFor', { names: item.waits_for.join('、') })])
  return (
    <div className="service-sheet">
      <FactList facts={facts} />
      {item.due_because ? (
        <p className="note">
          {t('services.counted')}：{item.due_because}
        </p>
      ) : null}
      {item.pauses.map((pause) => (
        <p key={pause.id} className="note">
          {t('services.pausedSince', { on: shortDate(pause.from_on), reason: pause.reason })}
          {pause.until_on ? ` → ${shortDate(pause.until_on)}` : ''}
        </p>
      ))}
      <Files files={item.files} />
      <ApprovalActs item={item} />
      {onEdit ? (
        <p>
          <Button onClick={onEdit}>{t('services.changeOne')}</Button>
        </p>
      ) : null}
    </div>
  )
}
