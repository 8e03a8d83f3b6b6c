/** The month's report and the milestones of a project that are not done, as things to do. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { MilestoneStateWords, MonthlyRowStateWords } from '@/api/labels'
import { date, daysTo, today } from '@/shared/dates'
import { DraftMark } from '@/shared/form/draft-mark'
import type { Work, Works } from '@/shared/ui/work'
import { type Milestone, milestonesQuery, type Report, reportQuery } from './api'
import { isOpen } from './edits'
import { MilestoneDialog } from './milestone-forms'
import { stepMonth } from './month-head'
import { draftOf, ReportDialog } from './report-dialog'

export function useMilestoneWork(project: number, may: boolean): Works {
  const { t } = useTranslation()
  const plan = useQuery({ ...milestonesQuery(project), enabled: may })
  const open = (plan.data?.items ?? []).filter((one) => !one.actual_on && one.state !== 'ended')
  return {
    items: open.map((one) => ({
      key: `milestone-${one.id}`,
      overdue: one.state === 'overdue' ? (one.days_late ?? 0) : 0,
      due: one.planned_on,
      kind: t('progress.milestones'),
      title: one.name,
      note: [MilestoneStateWords[one.state], t('progress.plannedOn', { on: date(one.planned_on) }), one.note]
        .filter(Boolean)
        .join(' '),
      acts: one.can.includes('milestone.edit') ? <MilestoneActs one={one} /> : null,
    })),
    pending: plan.isLoading,
    failed: plan.error ? { error: plan.error, again: () => void plan.refetch() } : undefined,
  }
}

function MilestoneActs({ one }: { one: Milestone }) {
  const { t } = useTranslation()
  const [step, setStep] = useState<'done' | 'change' | null>(null)
  return (
    <>
      <Button type="primary" onClick={() => setStep('done')}>
        {t('progress.steps.done')}
        <DraftMark name={`milestone-done-${one.id}`} />
      </Button>
      <Button onClick={() => setStep('change')}>
        {t('progress.steps.change')}
        <DraftMark name={`milestone-${one.project_id}-${one.id}`} />
      </Button>
      {step ? <MilestoneDialog id={one.project_id} step={step} one={one} onClose={() => setStep(null)} /> : null}
    </>
  )
}

/** A project that the caller may not report has no report for him: that is no failure. */
const isFailure = (error: unknown): boolean => Boolean(error) && !(error instanceof ApiError && [403, 404].includes(error.status))

export function useReportWork(project: number, may: boolean): Works {
  const { t } = useTranslation()
  const month = today().slice(0, 7)
  const now = useQuery({ ...reportQuery(project, month), enabled: may })
  const before = useQuery({ ...reportQuery(project, stepMonth(month, -1)), enabled: may })
  // one that never reported has nothing to catch up with
  const rows = [before.data?.last || before.data?.id ? before.data : undefined, now.data].filter(
    (row): row is Report => row !== undefined && isOpen(row),
  )
  const failed = [now, before].find((one) => isFailure(one.error))
  return {
    items: rows.map((row): Work => {
      const [year = '', of] = row.month.split('-')
      const known = Boolean(row.last ?? row.id)
      return {
        key: `report-${row.month}`,
        overdue: row.missing && known ? -daysTo(row.due_on) : 0,
        due: known && row.state !== 'passed' ? row.due_on : null,
        kind: t('progress.reports'),
        title: t('progress.monthOf', { year, month: Number(of) }),
        note: [
          MonthlyRowStateWords[row.state],
          row.plan && row.plan.points < 0
            ? t('progress.behind', {
                plan: row.plan.plan_percent,
                done: row.plan.done_percent,
                points: Math.abs(row.plan.points),
              })
            : undefined,
          row.state === 'supplement' ? row.audit_opinion : undefined,
        ]
          .filter(Boolean)
          .join(' '),
        acts: <ReportAct row={row} />,
      }
    }),
    pending: now.isLoading || before.isLoading,
    failed: failed ? { error: failed.error, again: () => void failed.refetch() } : undefined,
  }
}

function ReportAct({ row }: { row: Report }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('progress.fill')}
        <DraftMark name={draftOf(row)} />
      </Button>
      {open ? <ReportDialog row={row} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
