/** 抄送 with its words, loaded when it is wanted. */
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/notices'

addWords('notices', words)

export { CopyDialog } from '@/features/notices/copy-dialog'
