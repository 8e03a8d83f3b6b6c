/** The plan of this year: how much is to be invested, and by which month. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { YearPlanInputFields as F } from '@/api/fields'
import { today } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { MoneyInput } from '@/shared/form/money-input'
import { exact, headline } from '@/shared/money'
import { FactList, Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { putYearPlan, type Schemas, written, type YearPlan, yearPlanQuery } from './api'

export function Plan({ id }: { id: number }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const year = Number(today().slice(0, 4))
  const plan = useQuery(yearPlanQuery(id, year))
  const [editing, setEditing] = useState(false)
  if (plan.error) return <ProblemAlert error={plan.error} onRetry={() => void plan.refetch()} />
  if (!plan.data) return <Skeleton active />
  const { data, etag } = plan.data
  const title = t('progress.planOf', { year })
  const change = data.can.includes('year_plan.edit') ? (
    <Button onClick={() => setEditing(true)}>{t('progress.changePlan')}</Button>
  ) : null
  const months = data.months ?? []
  return (
    <Panel title={title} tools={change}>
      {data.planned_yuan == null ? (
        <p className="nothing">{t('progress.noPlan')}</p>
      ) : (
        <FactList
          facts={[
            [
              F.planned_yuan.title,
              <span key="p" title={exact(data.planned_yuan)}>
                {headline(data.planned_yuan)}
              </span>,
            ],
            [F.invested_before_yuan.title, headline(data.invested_before_yuan)],
            [t('progress.monthsOf'), months.length === 12 ? months.map((one) => headline(one)).join(' ') : t('progress.evenly')],
          ]}
        />
      )}
      {editing ? (
        <FormDialog<Schemas['YearPlanInput']>
          title={title}
          fields={F}
          initial={valuesOf(data)}
          etag={etag}
          draft={`year-plan-${id}-${year}`}
          submit={t('action.save')}
          fromCurrent={(current) => valuesOf(current as YearPlan)}
          onSend={(values, sending) => putYearPlan(id, year, { ...values, months: evenOr(values.months) }, sending.etag)}
          onDone={() => {
            say(t('progress.written'))
            void written(queries)
          }}
          onClose={() => setEditing(false)}
        >
          <Field of={F} name="planned_yuan" />
          <Field of={F} name="invested_before_yuan" />
          <p className="note">{t('progress.monthsHint')}</p>
          <div className="form-grid">
            {Array.from({ length: 12 }, (_, i) => `${i + 1}`).map((month) => (
              <Field
                key={month}
                of={F}
                name="months"
                path={['months', Number(month) - 1]}
                label={t('progress.throughMonth', { month })}
                required={false}
              >
                <MoneyInput />
              </Field>
            ))}
          </div>
        </FormDialog>
      ) : null}
    </Panel>
  )
}

const valuesOf = (plan: YearPlan): Partial<Schemas['YearPlanInput']> => ({
  ...(plan.planned_yuan == null ? {} : { planned_yuan: plan.planned_yuan }),
  invested_before_yuan: plan.invested_before_yuan ?? null,
  months: plan.months ?? null,
})

/** Twelve months that were filled in, or none of them. */
const evenOr = (months: (number | null)[] | null | undefined): number[] | null => {
  const filled = (months ?? []).filter((one): one is number => one != null)
  return filled.length === 0 ? null : filled
}
