/** The form of a talk above whatever page one is on. */
import type { About } from '@/features/talks/api'
import { TalkForm } from '@/features/talks/form'
import type { Waiting } from '@/shared/queue'
import { useRecorder } from './talks-frame'

type Props = { about: About; waiting?: Waiting; onClose: () => void }

export function TalkDialog({ about, waiting, onClose }: Props) {
  const me = useRecorder()
  return me ? <TalkForm me={me} about={about} waiting={waiting} onClose={onClose} /> : null
}
