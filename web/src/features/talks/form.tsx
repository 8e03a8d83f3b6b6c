/** 记一笔: one form for a talk, new or put right. Day, people and unit are filled in; what was said is what one writes. */

import { useQueryClient } from '@tanstack/react-query'
import Form from 'antd/es/form'
import Input from 'antd/es/input'
import Radio from 'antd/es/radio'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { ApiError } from '@/api/errors'
import { TalkInputFields } from '@/api/fields'
import { TalkKindWords, VisitOutcomeWords } from '@/api/labels'
import { dayAfter } from '@/shared/dates'
import { DateInput } from '@/shared/form/date-input'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import type { Fields } from '@/shared/form/rule'
import { EnterprisePicker, PeoplePicker, PersonPicker, ProjectPicker, UnitPicker } from '@/shared/pick/pickers'
import { queue, type Waiting } from '@/shared/queue'
import { FilesField } from '@/shared/ui/files'
import { say } from '@/shared/ui/said'
import { type About, type Named, recordOf, replaceTalk, type Talk, type TalkInput, written } from './api'
import { hasStep, inputOf, namesIn, newTalk, type Recorder, USUAL_DAYS, valuesOf } from './values'
import './talks.css'

type Props = {
  me: Recorder
  /** The talk to be put right. */
  talk?: Talk
  /** What a new one is about. */
  about?: About
  /** One that waits on this machine and that the service refused, put right. */
  waiting?: Waiting | undefined
  onClose: () => void
}

/** Fields behind 更多: they are filled in already, or rarely wanted. */
const MORE: readonly string[] = ['our_user_ids', 'our_others', 'unit_id', 'file_ids']
const options = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }))
/** Letters of what was said that name a talk with nobody in particular. */
const LABEL = 12
const known = (one: Named | null | undefined) => (one ? [one] : undefined)

export function TalkForm({ me, talk, about = {}, waiting, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [form] = Form.useForm<TalkInput>()
  const [more, setMore] = useState(false)
  const proposed = useRef(Boolean(talk?.next_step))
  const people = talk ? namesIn(talk) : [{ id: me.id, name: me.name }]
  const enterprise = named(talk?.enterprise_id, talk?.enterprise_name) ?? about.enterprise
  const project = named(talk?.project_id, talk?.project_name) ?? about.project
  const unit = named(talk?.unit_id, talk?.unit_name) ?? me.unit
  const done = Boolean(talk?.done_at)
  const isKnown = Boolean(enterprise ?? project)

  // a next step has a person and a day: proposed with the first letter of it, once
  const propose = (values: TalkInput) => {
    if (proposed.current || !hasStep(values)) return
    proposed.current = true
    form.setFieldsValue({ next_owner_id: me.id, next_due_on: dayAfter(USUAL_DAYS) })
  }
  const send = async (values: TalkInput, { key, etag }: { key: string; etag: string }) => {
    const input = inputOf(values)
    if (talk) {
      await replaceTalk(talk.id, input, etag)
      say(t('talks.changed'))
      void written(queries)
      return
    }
    const name = [about.enterprise?.name, about.project?.name].filter(Boolean).join(' · ')
    const entry = recordOf(input, about, t('talks.recordOf', { name: name || input.said.slice(0, LABEL) }))
    if (waiting) {
      await queue.correct(waiting.id, entry)
      return
    }
    const sent = await queue.send(entry, key)
    say(t(sent ? 'talks.recorded' : 'queue.kept'))
    if (sent) void written(queries)
  }
  const onFail = (error: unknown) => {
    const pointers = error instanceof ApiError ? (error.problem.errors ?? []).map((one) => one.pointer.split('/')[1] ?? '') : []
    if (pointers.some((name) => MORE.includes(name))) setMore(true)
  }
  return (
    <FormDialog<TalkInput>
      title={talk ? t('talks.edit', { number: talk.number }) : t('talks.record')}
      width={860}
      form={form}
      initial={talk ? valuesOf(talk) : waiting ? (waiting.body as TalkInput) : newTalk(me, about)}
      {...(talk ? { etag: tagOf(talk) } : {})}
      fields={fieldsOf(people)}
      fromCurrent={(current) => valuesOf(current as unknown as Talk)}
      {...(waiting ? {} : { draft: draftOf(talk, about) })}
      submit={t('talks.save')}
      onChange={propose}
      onFail={onFail}
      onSend={send}
      onDone={() => undefined}
      onClose={onClose}
    >
      {(values) => (
        <>
          <div className="form-grid">
            <Field of={TalkInputFields} name="enterprise_id">
              <EnterprisePicker known={known(enterprise)} autoFocus={!isKnown} />
            </Field>
            <Field of={TalkInputFields} name="project_id">
              <ProjectPicker known={known(project)} />
            </Field>
            <Field of={TalkInputFields} name="happened_on">
              <DateInput past />
            </Field>
          </div>
          <Field of={TalkInputFields} name="kind">
            <Radio.Group className="talk-choice" optionType="button" options={options(TalkKindWords)} />
          </Field>
          <Field of={TalkInputFields} name="said">
            <Input.TextArea autoFocus={isKnown} autoSize={{ minRows: 3, maxRows: 12 }} />
          </Field>
          <Field of={TalkInputFields} name="outcome">
            <Radio.Group className="talk-choice" optionType="button" options={options(VisitOutcomeWords)} />
          </Field>
          <div className="form-grid">
            <Field of={TalkInputFields} name="next_step" className={hasStep(values) ? '' : 'wide'}>
              <Input disabled={done} />
            </Field>
            {hasStep(values) ? (
              <>
                <Field of={TalkInputFields} name="next_owner_id" required>
                  <PersonPicker known={people} disabled={done} />
                </Field>
                <Field of={TalkInputFields} name="next_due_on" required disabled={done} />
              </>
            ) : null}
            <Field of={TalkInputFields} name="their_people">
              <Input />
            </Field>
            <Field of={TalkInputFields} name="place" />
          </div>
          <details className="talk-more" open={more} onToggle={(event) => setMore(event.currentTarget.open)}>
            <summary>
              {t('talks.more', {
                people: (talk?.our_users ?? people).map((one) => one.name).join(t('form.comma')),
                unit: unit.name,
              })}
            </summary>
            <div className="form-grid">
              <Field of={TalkInputFields} name="our_user_ids">
                <PeoplePicker known={people} />
              </Field>
              <Field of={TalkInputFields} name="our_others">
                <Input />
              </Field>
              <Field of={TalkInputFields} name="unit_id">
                <UnitPicker known={known(unit)} />
              </Field>
            </div>
            {me.mayUpload ? (
              <Field of={TalkInputFields} name="file_ids">
                <FilesField
                  offline={t('talks.filesOffline')}
                  known={talk?.files.map((file) => ({ id: file.file_id, name: file.name }))}
                />
              </Field>
            ) : null}
          </details>
        </>
      )}
    </FormDialog>
  )
}

const draftOf = (talk: Talk | undefined, about: About): string =>
  `talk-${talk?.id ?? ['new', about.enterprise?.id, about.project?.id].filter(Boolean).join('-')}`

const named = (id: number | null | undefined, name: string | null | undefined): Named | undefined =>
  id && name ? { id, name } : undefined

/** How each side of a conflict is written: people by name, as far as this page knows them. */
function fieldsOf(people: readonly Named[]): Fields {
  const nameOf = (id: unknown) => people.find((one) => one.id === id)?.name ?? String(id)
  return {
    ...TalkInputFields,
    our_user_ids: { ...TalkInputFields.our_user_ids, shown: nameOf },
    next_owner_id: { ...TalkInputFields.next_owner_id, shown: nameOf },
  }
}
