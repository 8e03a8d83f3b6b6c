/** Colour and slips of a project, as a tab of its page. */
import { SupervisionTab } from '@/features/supervision/tab'
import { useMe } from './me'
import { GoTo } from './slips-frame'

export function SupervisionOf({ project }: { project: { id: number; name: string } }) {
  const me = useMe()
  return <SupervisionTab project={project} go={GoTo} mayIssue={me.data?.can.includes('slip.issue') ?? false} />
}
