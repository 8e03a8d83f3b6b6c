/** What is to be done about a project, told by the rooms that know it, each thing with the room's own forms. */
import { lazy } from 'react'
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

/** 提出困难 about this project. */
export function Raise({ view, onClose }: { view: ProjectView; onClose: () => void }) {
  return <RaiseTicket about={{ ...aboutOf(view), project: { id: view.id, name: view.name } }} onClose={onClose} />
}

export function RaiseLabel({ id }: { id: number }) {
  const { t } = useTranslation()
  return (
    <>
      {t('services.raise')}
      <DraftMark name={`ticket-new-${id}`} />
    </>
  )
}
