/** The form of a talk above whatever page one is on. */
import type { About } from '@/features/talks/api'
import { TalkForm } from '@/features/talks/form'
import { useRecorder } from './talks-frame'

export function TalkDialog({ about, onClose }: { about: About; onClose: () => void }) {
  const me = useRecorder()
  return me ? <TalkForm me={me} about={about} onClose={onClose} /> : null
}
