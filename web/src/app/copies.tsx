/** The copies with their words, loaded when their tab is opened. */
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/notices'

addWords('notices', words)

export { Copies } from '@/features/notices/copies'
