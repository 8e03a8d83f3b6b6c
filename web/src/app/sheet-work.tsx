/** What is to be done about a project, told by the rooms that know it, each thing with the room's own forms. */
import Button from 'antd/es/button'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMilestoneWork, useReportWork } from '@/features/progress/work'
import type { ProjectView } from '@/features/projects/api'
import { usePermitWork, useTicketWork } from '@/features/services/work'
import { useSlipWork } from '@/features/supervision/work'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/progress'
import { DraftMark } from '@/shared/form/draft-mark'
import { WorkPanels } from '@/shared/ui/work'
import { useMe } from './me'
import { aboutOf } from './record-talk'
import { ServiceGo } from './services-frame'
import { GoTo } from './slips-frame'

addWords('progress', words)

const RaiseTicket = lazy(() => import('@/features/services/raise').then((m) => ({ default: m.RaiseTicket })))

export function SheetWork({ project }: { project: number }) {
  const can = useMe().data?.can ?? []
  const reports = useReportWork(project, can.includes('report.read'))
  const milestones = useMilestoneWork(project, can.includes('milestone.read'))
  const permits = usePermitWork(project, can.includes('approval.read'))
  const tickets = useTicketWork(project, can.includes('ticket.read'), ServiceGo)
  const slips = useSlipWork(project, can.includes('slip.read'), GoTo)
  return <WorkPanels of={[slips, milestones, permits, tickets, reports]} />
}

/** 提出困难 for those who may. */
export function Raise({ view }: { view: ProjectView }) {
  const { t } = useTranslation()
  const may = useMe().data?.can.includes('ticket.raise')
  const [open, setOpen] = useState(false)
  if (!may) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        {t('services.raise')}
        <DraftMark name={`ticket-new-${view.id}`} />
      </Button>
      <Suspense fallback={null}>
        {open ? (
          <RaiseTicket about={{ ...aboutOf(view), project: { id: view.id, name: view.name } }} onClose={() => setOpen(false)} />
        ) : null}
      </Suspense>
    </>
  )
}
