/**
 * To the next stage: what its gate asks for as one form (facts, evidence, the day), kept as the stage record of that stage
 * and submitted; where the gate asks for no audit, or the record has passed, the project moves at once.
 */

import Button from 'antd/es/button'
import Form from 'antd/es/form'
import Input from 'antd/es/input'
import InputNumber from 'antd/es/input-number'
import Select from 'antd/es/select'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { StageRecordInputFields } from '@/api/fields'
import { newKey } from '@/api/keys'
import { today } from '@/shared/dates'
import { DateInput } from '@/shared/form/date-input'
import { hintOf } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { MoneyInput } from '@/shared/form/money-input'
import { factsBy } from '@/shared/form/parts'
import type { FieldKind, FieldRule, Fields } from '@/shared/form/rule'
import type { Sending } from '@/shared/form/write-form'
import { isStale } from '@/shared/stale'
import { Blocking } from '@/shared/ui/blocking'
import { FileField } from '@/shared/ui/upload'
import { whoAndWhen } from './next-steps'
import { createRecord, moveTo, putRecord, type Schemas, submitRecord } from './writes'

type Target = Schemas['TransitionTarget']
type Gate = NonNullable<Target['gate']>
type Values = {
  claimed_on: string
  facts: Record<string, string | number | null>
  evidence: Record<string, (number | null)[]>
  note?: string
}
type Props = {
  id: number
  etag: string
  target: Target
  /** The record of this stage that is still being written, if there is one. */
  record: Schemas['StageRecordView'] | undefined
  /** The fact or evidence one came for. */
  focus?: string | undefined
  onDone: () => void
  onClose: () => void
}

/** A record somebody may still write on. */
const writable = (record: Schemas['StageRecordView'] | undefined): boolean =>
  record?.can.includes('stage.submit') === true && !['submitted', 'passed'].includes(record.state)

export function MoveDialog({ id, etag, target, record, focus, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const gate = target.gate
  const kept = useRef<{ id: number; etag?: string }>(undefined)
  const passed = record?.state === 'passed'
  if (!gate?.audited || passed) {
    return (
      <FormDialog<Record<string, never>>
        title={t('project.toStage', { stage: target.label })}
        fields={{}}
        initial={{}}
        etag={etag}
        once
        submit={t('projects.move')}
        onSend={(_, sending) => moveTo(id, { to: target.to }, sending)}
        onDone={onDone}
        onClose={onClose}
      >
        {target.blocking.length > 0 ? <Blocking items={target.blocking} /> : <p>{t('project.ready')}</p>}
      </FormDialog>
    )
  }
  const initial = initialOf(gate, record)
  const own = writable(record) ? record : undefined
  const send = async (values: Values, sending: Sending, submit: boolean) => {
    const input = inputOf(target.to, values)
    // kept once it stays: what the submission refuses is mended on the same record
    const before = kept.current ?? own
    try {
      const now = before
        ? await putRecord({ id, part: before.id }, input, kept.current?.etag ?? sending.etag)
        : await createRecord(id, input, sending.key)
      kept.current = { id: now.id, etag: tagOf(now) }
      if (submit) await submitRecord({ id, part: now.id }, now.version, newKey())
    } catch (error) {
      // somebody was faster: from now on the form knows on what it is sent again
      if (isStale(error) && before) kept.current = { id: before.id }
      throw error
    }
  }
  return <RecordForm {...{ id, target, gate, initial, record: own, send, focus: placeOf(focus), onDone, onClose }} />
}

type FormProps = {
  id: number
  target: Target
  gate: Gate
  initial: Partial<Values>
  /** What is written on already. */
  record: Schemas['StageRecordView'] | undefined
  send: (values: Values, sending: Sending, submit: boolean) => Promise<void>
  focus: (string | number)[] | undefined
  onDone: () => void
  onClose: () => void
}

function RecordForm({ id, target, gate, initial, record, send, focus, onDone, onClose }: FormProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  /** Which button was pressed, and which one the last time: what is sent once more after a comparison goes where it was to go. */
  const keeps = useRef({ now: false, last: false })
  // names of the papers there are, for who has to choose between two
  const papers = useRef(new Map<number, string>())
  for (const file of record?.evidence ?? []) papers.current.set(file.file_id, file.name)
  const others = target.blocking.filter((item) => !ownField(gate, item.field))
  return (
    <FormDialog<Values>
      form={form}
      title={t('project.toStage', { stage: target.label })}
      width={640}
      fields={fieldsOf(gate, (id) => papers.current.get(id) ?? t('projects.newPaper'))}
      initial={initial}
      draft={`record-${id}-${target.to}`}
      focus={focus}
      {...(record ? { etag: tagOf(record) } : {})}
      fromCurrent={(current) => {
        const theirs = current as Schemas['StageRecordView']
        for (const file of theirs.evidence) papers.current.set(file.file_id, file.name)
        return initialOf(gate, theirs)
      }}
      submit={t('projects.submitRecord')}
      more={
        <Button
          onClick={() => {
            keeps.current.now = true
            form.submit()
          }}
        >
          {t('projects.keep')}
        </Button>
      }
      onSend={(values, sending) => {
        const keep = sending.resolved ? keeps.current.last : keeps.current.now
        keeps.current = { now: false, last: keep }
        return send(values, sending, !keep)
      }}
      onDone={onDone}
      onClose={onClose}
    >
      <p className="note">{gate.proof}</p>
      {others.length > 0 ? (
        <>
          <p>{t('projects.lackElsewhere')}</p>
          <Blocking items={others} />
        </>
      ) : null}
      {gate.evidence.map((kind) => (
        <Form.Item key={kind.evidence_type} label={kind.label} required={kind.min_files > 0} {...hintOf(kind.how_to_fix)}>
          {Array.from({ length: Math.max(1, kind.min_files) }, (_, n) => n).map((n) => (
            <Form.Item key={n} name={['evidence', kind.evidence_type, n]} noStyle>
              <FileField camera={kind.images_only} />
            </Form.Item>
          ))}
        </Form.Item>
      ))}
      <div className="form-grid">
        {gate.fields
          .filter((field) => field.source === 'record')
          .map((field) => (
            <Form.Item
              key={field.field}
              name={['facts', field.field]}
              label={field.label}
              required={field.required}
              {...hintOf(field.how_to_fix)}
              {...(field.kind === 'text' ? { className: 'wide' } : {})}
            >
              {fact(field)}
            </Form.Item>
          ))}
        <Form.Item name="claimed_on" label={StageRecordInputFields.claimed_on.title}>
          <DateInput />
        </Form.Item>
        <Form.Item name="note" label={StageRecordInputFields.note.title} className="wide">
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} />
        </Form.Item>
      </div>
      <p className="who">{whoAndWhen(target, t)}</p>
    </FormDialog>
  )
}

/** Where in the form of a record something is filled in, by the name its lack has. */
function placeOf(field: string | undefined): (string | number)[] | undefined {
  if (!field) return undefined
  if (field === 'claimed_on') return [field]
  const evidence = /^evidence\.(.+)$/.exec(field)?.[1]
  return evidence ? ['evidence', evidence, 0] : ['facts', field]
}

/** Can the form of the record mend this item, or does it lie elsewhere (the project, a role)? */
function ownField(gate: Gate, field: string): boolean {
  return (
    gate.fields.some((one) => one.source === 'record' && one.field === field) ||
    gate.evidence.some((one) => `evidence.${one.evidence_type}` === field) ||
    field.startsWith('records.')
  )
}

const KINDS: Readonly<Record<string, FieldKind>> = { date: 'date', yuan: 'money', number: 'number', choice: 'choice' }

/** The fields of a record as this gate asks for them: two people who write on it are compared fact by fact and paper by paper. */
function fieldsOf(gate: Gate, nameOf: (file: number) => string): Fields {
  const facts = gate.fields.map(({ field, label, kind, choices }): [string, FieldRule] => [
    field,
    { title: label, kind: KINDS[kind] ?? 'long', words: Object.fromEntries((choices ?? []).map((one) => [one.code, one.label])) },
  ])
  const papers = gate.evidence.map((one): [string, FieldRule] => [
    one.evidence_type,
    { title: one.label, kind: 'ids', shown: (file) => nameOf(file as number) },
  ])
  return {
    ...StageRecordInputFields,
    facts: { ...StageRecordInputFields.facts, parts: factsBy(Object.fromEntries(facts)) },
    evidence: { ...StageRecordInputFields.evidence, parts: factsBy(Object.fromEntries(papers)) },
  }
}

function fact(field: Gate['fields'][number]) {
  if (field.kind === 'date') return <DateInput />
  if (field.kind === 'yuan') return <MoneyInput />
  if (field.kind === 'number') return <InputNumber className="number-input" min={0} />
  if (field.kind === 'choice') {
    return <Select options={(field.choices ?? []).map((one) => ({ value: one.code, label: one.label }))} />
  }
  return <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} />
}

function initialOf(gate: Gate, record: Schemas['StageRecordView'] | undefined): Partial<Values> {
  const facts = { ...(record?.facts as Values['facts'] | undefined) }
  // most papers are filed on the day they are signed: the day stands there and can be changed
  for (const field of gate.fields) {
    if (field.source === 'record' && field.kind === 'date' && field.required && facts[field.field] === undefined) {
      facts[field.field] = today()
    }
  }
  const evidence: Values['evidence'] = {}
  for (const file of record?.evidence ?? [])
    evidence[file.evidence_type] = [...(evidence[file.evidence_type] ?? []), file.file_id]
  return { claimed_on: record?.claimed_on ?? today(), facts, evidence, ...(record?.note ? { note: record.note } : {}) }
}

function inputOf(stage: Schemas['Stage'], values: Values): Schemas['StageRecordInput'] {
  const facts = Object.fromEntries(
    Object.entries(values.facts ?? {}).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  )
  const evidence = Object.entries(values.evidence ?? {}).flatMap(([evidence_type, files]) =>
    (files ?? []).flatMap((file_id) => (file_id ? [{ evidence_type, file_id }] : [])),
  )
  // which facts there are is told by the gate, not by the contract
  return { stage, claimed_on: values.claimed_on || null, facts: facts as never, evidence, note: values.note || null }
}
