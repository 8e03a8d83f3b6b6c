/** The state of a trip in a word; grey, because colours belong to the four cards. */
import { TripStateWords } from '@/api/labels'
import type { TripView } from './api'

export const StateTag = ({ state }: { state: TripView['state'] }) => <span className="state-tag">{TripStateWords[state]}</span>
