/** Changing a day, and saying whether the arrangement of a year is published. */

import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { ApiError } from '@/api/errors'
import { CalendarDayInputFields, CalendarYearInputFields } from '@/api/fields'
import { date } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { type Day, type DayInput, putDay, putYear, type Year, type YearInput } from './api'

const WEEKDAYS = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const

const dayInput = (day: Partial<Day>): Partial<DayInput> => ({
  ...(day.kind ? { kind: day.kind } : {}),
  name: day.name || null,
  source: day.source || null,
})

type DayProps = { day: Day; onDone: (said: string) => void; onClose: () => void }

export function DayDialog({ day, onDone, onClose }: DayProps) {
  const { t } = useTranslation()
  const renew = useRenewal()
  const weekday = t(`calendar.weekdays.${WEEKDAYS[day.weekday - 1] ?? 'd1'}`)
  return (
    <FormDialog<DayInput>
      title={t('calendar.dayTitle', { on: date(day.on), weekday })}
      width={480}
      fields={CalendarDayInputFields}
      initial={dayInput(day)}
      etag={tagOf(day)}
      fromCurrent={(current) => dayInput(current as Partial<Day>)}
      submit={t('calendar.save')}
      onSend={(values, { etag }) => {
        const bare = values.kind === 'normal' ? { name: null, source: null } : {}
        return renew(putDay(day.on, { ...values, ...bare }, etag))
      }}
      onDone={() => onDone(t('calendar.daySaved', { on: date(day.on) }))}
      onClose={onClose}
    >
      {(values) => (
        <>
          <p className="note">{t('calendar.dayText')}</p>
          <Field of={CalendarDayInputFields} name="kind" label={t('calendar.dayKind')} autoFocus />
          {values.kind && values.kind !== 'normal' ? (
            <>
              <Field of={CalendarDayInputFields} name="name" required />
              <Field of={CalendarDayInputFields} name="source" required />
            </>
          ) : null}
        </>
      )}
    </FormDialog>
  )
}

const yearInput = (view: Partial<Year>): Partial<YearInput> => ({
  ...(view.decreed === undefined ? {} : { decreed: view.decreed }),
  source: view.source || null,
})

type YearProps = { view: Year; etag: string; onDone: (said: string) => void; onClose: () => void }

export function YearDialog({ view, etag, onDone, onClose }: YearProps) {
  const { t } = useTranslation()
  const renew = useRenewal()
  return (
    <FormDialog<YearInput>
      title={t('calendar.markYearTitle', { year: view.year })}
      width={480}
      fields={CalendarYearInputFields}
      initial={yearInput(view)}
      etag={etag}
      fromCurrent={(current) => yearInput(current as Partial<Year>)}
      submit={t('calendar.save')}
      onSend={(values, sending) => renew(putYear(view.year, values, sending.etag))}
      onDone={() => onDone(t('calendar.yearSaved', { year: view.year }))}
      onClose={onClose}
    >
      {(values) => (
        <>
          <Field of={CalendarYearInputFields} name="decreed" />
          <Field of={CalendarYearInputFields} name="source" required={values.decreed === true} />
        </>
      )}
    </FormDialog>
  )
}

/** When somebody was faster, what is shown is asked for anew. */
function useRenewal() {
  const queries = useQueryClient()
  return async <T,>(write: Promise<T>): Promise<T> => {
    try {
      return await write
    } catch (error) {
      if (error instanceof ApiError && error.status === 412) void queries.invalidateQueries({ queryKey: ['calendar'] })
      throw error
    }
  }
}
