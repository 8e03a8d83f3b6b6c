/** A talk as the form holds it, and as it is sent. */
import { today } from '@/shared/dates'
import type { About, Named, Talk, TalkInput } from './api'

/** Who records: the first answers of the form. */
export type Recorder = { id: number; name: string; unit: Named; mayUpload: boolean }

/** What is recorded most is a visit (handbook, job 3); one press changes it. */
const USUAL = 'visit_out'
/** Days until a next step is due, unless somebody says otherwise. */
export const USUAL_DAYS = 7

/** With whom, about what. */
export const aboutOf = (one: Talk): string => [one.enterprise_name, one.project_name].filter(Boolean).join(' · ')

export const newTalk = (me: Recorder, about: About): Partial<TalkInput> => ({
  enterprise_id: about.enterprise?.id ?? null,
  project_id: about.project?.id ?? null,
  happened_on: today(),
  kind: USUAL,
  unit_id: me.unit.id,
  our_user_ids: [me.id],
  file_ids: [],
})

export const valuesOf = (talk: Talk): TalkInput => ({
  enterprise_id: talk.enterprise_id ?? null,
  project_id: talk.project_id ?? null,
  unit_id: talk.unit_id,
  happened_on: talk.happened_on,
  kind: talk.kind,
  our_user_ids: talk.our_users.map((one) => one.id),
  our_others: talk.our_others ?? null,
  their_people: talk.their_people ?? null,
  place: talk.place ?? null,
  said: talk.said,
  outcome: talk.outcome ?? null,
  next_step: talk.next_step ?? null,
  next_owner_id: talk.next_owner_id ?? null,
  next_due_on: talk.next_due_on ?? null,
  file_ids: talk.file_ids,
})

export const hasStep = (values: Partial<TalkInput>): boolean => Boolean(values.next_step?.trim())

/** Without a step nobody owns one, whatever stood in the fields. */
export function inputOf(values: TalkInput): TalkInput {
  const step = hasStep(values)
  return {
    ...values,
    our_others: values.our_others || null,
    their_people: values.their_people || null,
    place: values.place || null,
    next_step: step ? (values.next_step ?? null) : null,
    next_owner_id: step ? (values.next_owner_id ?? null) : null,
    next_due_on: step ? (values.next_due_on ?? null) : null,
  }
}

/** People whom a talk names, each once. */
export function namesIn(talk: Talk): Named[] {
  const known = talk.our_users.some((one) => one.id === talk.next_owner_id)
  const owner = talk.next_owner_id && talk.next_owner_name ? { id: talk.next_owner_id, name: talk.next_owner_name } : undefined
  return owner && !known ? [...talk.our_users, owner] : talk.our_users
}
