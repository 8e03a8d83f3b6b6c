/** The talks of a company or a project, as a tab of its page. */
import type { About } from '@/features/talks/api'
import { TalksTab } from '@/features/talks/tab'
import { useRecordTalk } from './record-talk'
import { GoTo, useRecorder } from './talks-frame'

export function TalksOf({ about }: { about: About }) {
  const record = useRecordTalk()
  return <TalksTab about={about} me={useRecorder()} go={GoTo} onRecord={record ? () => record(about) : undefined} />
}
