/** Procedures, difficulties and services of a project, as tabs of its page. */
import type { ProjectView } from '@/features/projects/api'
import { ProcedureChart } from '@/features/services/chart'
import { RecordsTab, TicketsTab } from '@/features/services/tabs'
import { useMe } from './me'
import { aboutOf } from './record-talk'
import { ServiceGo } from './services-frame'

export type ServiceTab = 'procedures' | 'tickets' | 'services'

export function ServicesOf({ view, tab }: { view: ProjectView; tab: ServiceTab }) {
  const can = useMe().data?.can ?? []
  const about = { ...aboutOf(view), project: { id: view.id, name: view.name } }
  if (tab === 'procedures') return <ProcedureChart projectId={view.id} />
  if (tab === 'tickets') return <TicketsTab about={about} may={can.includes('ticket.raise')} go={ServiceGo} />
  return <RecordsTab about={about} may={can.includes('service.record')} />
}
