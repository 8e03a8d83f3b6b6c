/** The progress of a project, as a tab of its page. */
import { ProgressTab } from '@/features/progress/tab'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/progress'

addWords('progress', words)

export const ProgressOf = ({ id }: { id: number }) => <ProgressTab id={id} />
