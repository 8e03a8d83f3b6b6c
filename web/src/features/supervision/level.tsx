/** The level of a slip and how its clock stands: grey words and numbers, the cards' colours are kept for the cards. */
import { useTranslation } from 'react-i18next'
import { SlipColourWords, SlipKindWords } from '@/api/labels'
import { i18n } from '@/i18n'
import { date } from '@/shared/dates'
import type { SlipItem } from './api'
import './supervision.css'

type Known = Pick<SlipItem, 'kind' | 'colour' | 'is_instruction'>

export function Level({ slip }: { slip: Known }) {
  const { t } = useTranslation()
  const word = slip.is_instruction ? t('supervision.instruct') : SlipKindWords[slip.kind]
  return (
    <span className="mark">
      {word}
      {slip.colour ? `·${SlipColourWords[slip.colour]}` : ''}
    </span>
  )
}

/** 还有3个工作日, 今天到期, 逾期2天; the day itself once nothing is awaited. */
export function clockOf(slip: SlipItem): string {
  const { t } = i18n
  if (slip.overdue_days > 0) return t('supervision.overdue', { n: slip.overdue_days })
  if (slip.working_days_left === 0) return t('supervision.today')
  if (typeof slip.working_days_left === 'number') return t('supervision.left', { n: slip.working_days_left })
  return date(slip.due_on)
}
