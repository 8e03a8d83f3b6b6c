/** Milestones of a project: planned and actual days on one line, how many days late, every change of plan with its reason. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MilestoneViewTitles as M, MilestoneChangeKindWords, MilestoneStateWords } from '@/api/labels'
import { date } from '@/shared/dates'
import { ActButton } from '@/shared/ui/act'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { Rows } from '@/shared/ui/rows'
import { say } from '@/shared/ui/said'
import { adoptMilestones, type Milestone, milestonesQuery, written } from './api'
import { MilestoneDialog, type MilestoneStep } from './milestone-forms'

type Open = { step: MilestoneStep; one?: Milestone }

export function Milestones({ id }: { id: number }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const plan = useQuery(milestonesQuery(id))
  const [open, setOpen] = useState<Open | null>(null)
  if (plan.error) return <ProblemAlert error={plan.error} onRetry={() => void plan.refetch()} />
  if (!plan.data) return <Skeleton active />
  const { items, offered, can } = plan.data
  const may = can.includes('milestone.edit')
  const add = may ? <Button onClick={() => setOpen({ step: 'add' })}>{t('progress.addMilestone')}</Button> : null
  return (
    <Panel title={t('progress.milestones')} tools={add}>
      {items.length === 0 ? <p className="nothing">{t('progress.noMilestones')}</p> : null}
      {may && offered.length > 0 ? (
        <div className="offered">
          <p>{t('progress.offered', { list: offered.map((one) => `${one.name} ${date(one.planned_on)}`).join('、') })}</p>
          <ActButton
            act={async (key) => {
              await adoptMilestones(id, offered, key)
              say(t('progress.adopted'))
            }}
            onDone={() => void written(queries)}
          >
            {t('progress.adopt')}
          </ActButton>
        </div>
      ) : null}
      {items.length > 0 ? (
        <Rows
          caption={t('progress.milestones')}
          head={[
            { title: M.name },
            { title: M.planned_on },
            { title: M.actual_on },
            { title: M.state },
            { title: M.days_late, numeric: true },
            { title: t('progress.changes') },
            { title: t('progress.acts'), acts: true },
          ]}
          rows={items.map((one) => ({
            key: one.id,
            cells: [
              { text: one.name, ...(one.note ? { title: one.note } : {}) },
              date(one.planned_on),
              one.actual_on ? date(one.actual_on) : '—',
              MilestoneStateWords[one.state],
              { text: <DaysLate days={one.days_late ?? null} /> },
              { text: changesOf(one).join('；') || '—' },
              { text: <Acts one={one} onOpen={setOpen} /> },
            ],
          }))}
        />
      ) : null}
      {open ? <MilestoneDialog id={id} {...open} onClose={() => setOpen(null)} /> : null}
    </Panel>
  )
}

function DaysLate({ days }: { days: number | null }) {
  const { t } = useTranslation()
  if (days === null) return '—'
  if (days > 0) return <span className="overdue">{t('progress.daysLate', { n: days })}</span>
  return days === 0 ? t('progress.onTime') : t('progress.daysEarly', { n: -days })
}

const changesOf = (one: Milestone): string[] =>
  one.changes
    .filter((change) => change.kind !== 'done')
    .map((change) => {
      const days = [change.before_on, change.after_on]
        .filter(Boolean)
        .map((on) => date(on))
        .join(' → ')
      return [MilestoneChangeKindWords[change.kind], days, change.reason].filter(Boolean).join(' ')
    })

function Acts({ one, onOpen }: { one: Milestone; onOpen: (open: Open) => void }) {
  const { t } = useTranslation()
  if (!one.can.includes('milestone.edit')) return null
  const steps: MilestoneStep[] = one.actual_on ? ['takeBack'] : ['done', 'change', 'withdraw']
  return (
    <>
      {steps.map((step) => (
        <Button
          key={step}
          size="small"
          type="link"
          className="in-text"
          aria-label={t('progress.of', { name: one.name, title: t(`progress.steps.${step}`) })}
          onClick={() => onOpen({ step, one })}
        >
          {t(`progress.steps.${step}`)}
        </Button>
      ))}
    </>
  )
}
