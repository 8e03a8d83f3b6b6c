/** Who answers for a project, on its sheet in a hand. */
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/responsibility'

addWords('responsibility', words)

export { ChainLines } from '@/features/responsibility/sheet'
