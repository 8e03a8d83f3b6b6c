/** The list of notices with its words, loaded when the bell is pressed. */
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/notices'

addWords('notices', words)

export { NoticesDrawer } from '@/features/notices/drawer'
