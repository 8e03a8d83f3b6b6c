/** A new revision: plain values in fields, a document as text that the API checks place by place. */
import { useQuery } from '@tanstack/react-query'
import Form from 'antd/es/form'
import Input from 'antd/es/input'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { RevisionInputFields } from '@/api/fields'
import { i18n } from '@/i18n'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import type { Fields } from '@/shared/form/rule'
import { ProblemAlert } from '@/shared/ui/problem'
import { createRevision, type RevisionInput, type RuleSet, revisionQuery } from './api'
import './rulesets.css'
import { FORMS, placeOf } from './words'

type Props = { set: RuleSet; etag: string; onDone: (revision: number) => void; onClose: () => void }
type Values = { content: Record<string, unknown> | string; in_force_from?: string | null; reason: string }

/** A revision replaces the latest one, which may not be in force yet: that one is where editing begins. */
export function RevisionDialog({ set, etag, onDone, onClose }: Props) {
  const latest = useQuery(revisionQuery(set.kind, set.latest_revision))
  const { t } = useTranslation()
  if (latest.error) return <ProblemAlert error={latest.error} onRetry={() => void latest.refetch()} />
  if (!latest.data) return <Skeleton active />
  const fields = FORMS[set.kind]
  const content = latest.data.content as Record<string, unknown>
  let saved = set.latest_revision
  return (
    <FormDialog<Values>
      title={t('rulesets.editTitle', { label: set.label })}
      width={fields ? 560 : 920}
      fields={RevisionInputFields}
      initial={{ content: fields ? content : JSON.stringify(content, null, 2) }}
      etag={etag}
      submit={t('rulesets.save')}
      onSend={async ({ content: given, ...rest }, sending) => {
        const sent = read(given, fields)
        try {
          const view = await createRevision(set.kind, { ...rest, content: sent as RevisionInput['content'] }, sending)
          saved = view.latest_revision
        } catch (error) {
          throw withPlaces(error, sent, !fields)
        }
      }}
      onDone={() => onDone(saved)}
      onClose={onClose}
    >
      <p className="note">
        {t('rulesets.editText')}
        {set.latest_revision > set.in_force.revision ? t('rulesets.editPending', { revision: set.latest_revision }) : ''}
      </p>
      {fields ? <Plain fields={fields} /> : <Document />}
      <div className="form-grid">
        <Field of={RevisionInputFields} name="in_force_from" />
        <Field of={RevisionInputFields} name="reason" className="wide" />
      </div>
    </FormDialog>
  )
}

function Plain({ fields }: { fields: Fields }) {
  return Object.keys(fields).map((name) => <Field key={name} of={fields} name={name} path={['content', name]} />)
}

function Document() {
  const { t } = useTranslation()
  return (
    <Form.Item
      name="content"
      label={t('rulesets.json')}
      extra={t('rulesets.jsonHint')}
      rules={[
        {
          validator: (_, text: string) => {
            const why = brokenBy(text)
            return why ? Promise.reject(new Error(t('rulesets.jsonBroken', { why }))) : Promise.resolve()
          },
        },
      ]}
    >
      <Input.TextArea className="rule-json" rows={16} spellCheck={false} />
    </Form.Item>
  )
}

/** Why a text is no JSON; nothing when it is. */
export function brokenBy(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** What the form holds as the API takes it: tags are texts, the rules want numbers. */
export function read(given: Values['content'], fields: Fields | undefined): unknown {
  if (typeof given === 'string') return JSON.parse(given)
  if (!fields) return given
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((one) => (/^\d+$/.test(String(one)) ? Number(one) : one)) : value,
    ]),
  )
}

/** A refusal whose messages say where in the document they belong. */
export function withPlaces(error: unknown, content: unknown, document: boolean): unknown {
  if (!document || !(error instanceof ApiError) || !error.problem.errors) return error
  const errors = error.problem.errors.map((one) =>
    one.pointer.startsWith('/content/')
      ? {
          ...one,
          pointer: '/content',
          message: i18n.t('rulesets.at', { place: placeOf(one.pointer, content), message: one.message }),
        }
      : one,
  )
  return new ApiError({ ...error.problem, errors }, error.retryAfter)
}
