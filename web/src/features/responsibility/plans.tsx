/** The plan of a project: the version in force on top, those before it below; a new one is uploaded with its reason. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PlanInputFields as F } from '@/api/fields'
import { ProjectPlanTitles } from '@/api/labels'
import { date, today } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { ActButton } from '@/shared/ui/act'
import { download } from '@/shared/ui/download'
import { Panel } from '@/shared/ui/panel'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { FileField } from '@/shared/ui/upload'
import { addPlan, fileContent, plansQuery, type Schemas, written } from './api'

export function Plans({ id }: { id: number }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const plans = useQuery(plansQuery(id))
  if (plans.error) return <ProblemAlert error={plans.error} onRetry={() => void plans.refetch()} />
  if (!plans.data) return <Skeleton active />
  const { items, can } = plans.data
  const newest = items[0]?.no ?? 0
  return (
    <Panel
      title={t('responsibility.plan')}
      tools={
        can.includes('plan.edit') ? (
          <Button size="small" onClick={() => setOpen(true)}>
            {t(newest ? 'responsibility.revisePlan' : 'responsibility.addPlan')}
          </Button>
        ) : null
      }
    >
      {items.length === 0 ? (
        <p className="note">{t('responsibility.noPlan')}</p>
      ) : (
        <PlainTable
          caption={t('responsibility.plan')}
          stacks
          head={[
            { title: ProjectPlanTitles.no },
            { title: ProjectPlanTitles.title },
            { title: ProjectPlanTitles.summary },
            { title: ProjectPlanTitles.approved_on },
            { title: ProjectPlanTitles.reason },
            { title: ProjectPlanTitles.file_name },
          ]}
          rows={items.map((one) => ({
            key: one.id,
            cells: [
              t(one.in_force ? 'responsibility.versionNow' : 'responsibility.version', { n: one.no }),
              one.title,
              one.summary,
              date(one.approved_on),
              one.reason ?? '—',
              {
                text: (
                  <ActButton type="link" size="small" act={() => download(fileContent(one.file_id), one.file_name)}>
                    {one.file_name}
                  </ActButton>
                ),
              },
            ],
          }))}
        />
      )}
      {open ? (
        <FormDialog<Schemas['PlanInput']>
          title={t(newest ? 'responsibility.revisePlan' : 'responsibility.addPlan')}
          fields={F}
          initial={{ approved_on: today(), ...(items[0] ? { title: items[0].title, summary: items[0].summary } : {}) }}
          submit={t('responsibility.upload')}
          onSend={(values, { key }) => addPlan(id, { ...values, after_no: newest }, key)}
          onDone={() => {
            say(t('responsibility.planAdded'))
            void written(queries)
          }}
          onClose={() => setOpen(false)}
        >
          <Field of={F} name="title" autoFocus />
          <Field of={F} name="summary" />
          <Field of={F} name="file_id">
            <FileField />
          </Field>
          <Field of={F} name="approved_on" />
          {newest ? <Field of={F} name="reason" required /> : null}
        </FormDialog>
      ) : null}
    </Panel>
  )
}
