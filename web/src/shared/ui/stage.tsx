/** The stage of a project in a word; an end state beside it. Grey: colours of the four cards are kept for the cards. */

import { EndStateWords, StageWords } from '@/api/labels'
import type { components } from '@/api/schema'
import './stage.css'

type Stage = components['schemas']['Stage']
type EndState = components['schemas']['EndState']

export function StageTag({ stage, endState }: { stage: Stage; endState?: EndState | null | undefined }) {
  return (
    <span className="stage-tag">
      {StageWords[stage]}
      {endState ? <em>{EndStateWords[endState]}</em> : null}
    </span>
  )
}
