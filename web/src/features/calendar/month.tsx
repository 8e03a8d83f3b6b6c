/** One small month: what is off and what is worked stands as a word in the day, not as a colour alone. */
import { useTranslation } from 'react-i18next'
import type { Day } from './api'
import { type MonthDay, weeksOf } from './months'

const WEEKDAYS = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const

type Props = {
  year: number
  month: number
  arranged: ReadonlyMap<string, Day>
  now: string
  onDay: ((day: MonthDay) => void) | undefined
}

export function Month({ year, month, arranged, now, onDay }: Props) {
  const { t } = useTranslation()
  return (
    <table className="month">
      <caption>{t('calendar.month', { month })}</caption>
      <thead>
        <tr>
          {WEEKDAYS.map((name) => (
            <th key={name} scope="col">
              {t(`calendar.weekdays.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, w) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: weeks have no other name
          <tr key={w} className={week.every((day) => day === null) ? 'blank' : undefined}>
            {week.map((day, d) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is a weekday
              <td key={d}>
                {day ? <DayCell day={day} month={month} known={arranged.get(day.on)} now={now} onDay={onDay} /> : null}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type CellProps = { day: MonthDay; month: number; known: Day | undefined; now: string; onDay: Props['onDay'] }

function DayCell({ day, month, known, now, onDay }: CellProps) {
  const { t } = useTranslation()
  const marked = known && known.kind !== 'normal' ? known.kind : undefined
  const classes = ['day', marked ?? (day.weekday > 5 ? 'weekend' : ''), day.on === now ? 'now' : ''].filter(Boolean).join(' ')
  const reason = marked ? (known?.reason ?? '') : day.weekday > 5 ? t('calendar.weekend') : ''
  const label = t('calendar.dayLabel', { month, day: day.day, reason: reason && ` ${reason}` })
  const text = (
    <>
      {day.day}
      {marked ? <small>{t(`calendar.mark.${marked}`)}</small> : null}
    </>
  )
  if (!onDay) {
    return (
      <span className={classes} title={label}>
        {text}
      </span>
    )
  }
  return (
    <button type="button" className={classes} title={label} aria-label={label} onClick={() => onDay(day)}>
      {text}
    </button>
  )
}
