/** Until when, and how late or how near that is, in words. */
import { useTranslation } from 'react-i18next'
import { daysTo, shortDate } from '@/shared/dates'

type Props = { on: string | null | undefined; overdue: number; because?: string | null | undefined }

export function Due({ on, overdue, because }: Props) {
  const { t } = useTranslation()
  if (!on) return <>—</>
  const days = daysTo(on)
  const words =
    overdue > 0 ? t('services.late', { n: overdue }) : days === 0 ? t('services.today') : t('services.left', { n: days })
  return (
    <span className={overdue > 0 ? 'service-due late' : 'service-due'} title={because ?? undefined}>
      {shortDate(on)} {days >= 0 || overdue > 0 ? words : ''}
    </span>
  )
}
