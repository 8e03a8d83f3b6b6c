/** Until when something waits, and how late it is. */
import { useTranslation } from 'react-i18next'
import { shortDate } from '@/shared/dates'
import type { InboxItem } from './api'

export function Due({ item }: { item: InboxItem }) {
  const { t } = useTranslation()
  if (!item.due_on) return <span className="due" />
  const on = shortDate(item.due_on)
  if (item.overdue_days) return <span className="due overdue">{t('inbox.overdue', { on, n: item.overdue_days })}</span>
  if (item.days_left === 0) return <span className="due">{t('inbox.today')}</span>
  return <span className="due">{item.days_left == null ? on : t('inbox.left', { on, n: item.days_left })}</span>
}
