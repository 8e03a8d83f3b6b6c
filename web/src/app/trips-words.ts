/** Words of trips and receptions. */
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/trips'

addWords('trips', words)
