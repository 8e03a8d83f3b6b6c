/** Money that arrived: recorded with its proof, corrected until it is audited, afterwards only reversed. */

import Button from 'antd/es/button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { FundsInputFields as F, FundsReversalInputFields as R } from '@/api/fields'
import { today } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { ActButton } from '@/shared/ui/act'
import { FileField } from '@/shared/ui/upload'
import { AuditButton } from './audit'
import { auditFunds, createFunds, putFunds, recallFunds, reverseFunds, type Schemas } from './writes'

type Entry = Schemas['FundsEntryView']
type Input = Schemas['FundsInput']

type FormProps = { id: number; entry?: Entry; onDone: () => void; onClose: () => void }

export function FundsForm({ id, entry, onDone, onClose }: FormProps) {
  const { t } = useTranslation()
  const initial: Partial<Input> = entry ? inputOf(entry) : { entered_on: today() }
  return (
    <FormDialog<Input>
      title={entry ? t('projects.correctFunds') : t('projects.addFunds')}
      fields={F}
      initial={initial}
      etag={entry ? tagOf(entry) : ''}
      draft={`funds-${id}-${entry?.id ?? 'new'}`}
      submit={t('action.save')}
      fromCurrent={(current) => inputOf(current as Entry)}
      onSend={(input, { key, etag }) => (entry ? putFunds({ id, part: entry.id }, input, etag) : createFunds(id, input, key))}
      onDone={onDone}
      onClose={onClose}
    >
      <div className="form-grid">
        <Field of={F} name="amount_yuan" autoFocus />
        <Field of={F} name="entered_on" />
        <Field of={F} name="kind" />
        <Field of={F} name="origin" />
        <Field of={F} name="proof_type" />
        <Field of={F} name="currency" />
        <Field of={F} name="proof_file_id" className="wide">
          <FileField {...(entry?.proof ? { name: entry.proof.name } : {})} />
        </Field>
        <Field of={F} name="confirmed_by_investor" />
        <Field of={F} name="note" className="wide" />
        <Field of={F} name="over_reason" className="wide" />
      </div>
    </FormDialog>
  )
}

const inputOf = (entry: Entry): Partial<Input> =>
  Object.fromEntries(
    (Object.keys(F) as (keyof typeof F)[]).map((name) => [name, (entry as unknown as Record<string, unknown>)[name] ?? null]),
  ) as Partial<Input>

/** What may be done with one entry, as its `can` says: `funds.record` is correcting before and reversing after the audit. */
export function FundsActs({ id, entry, onDone }: { id: number; entry: Entry; onDone: () => void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'edit' | 'reverse' | null>(null)
  const part = { id, part: entry.id }
  const can = (act: string): boolean => entry.can.includes(act)
  const close = () => setOpen(null)
  return (
    <span className="acts">
      {can('funds.audit') ? (
        <AuditButton
          title={t('projects.auditFunds')}
          draft={`audit-funds-${entry.id}`}
          files={entry.proof ? [entry.proof] : []}
          etag={tagOf(entry)}
          onAudit={(input, sending) => auditFunds(part, input, sending)}
          onDone={onDone}
        />
      ) : null}
      {can('funds.record') && entry.state !== 'passed' ? (
        <Button size="small" onClick={() => setOpen('edit')}>
          {t('projects.correct')}
        </Button>
      ) : null}
      {can('funds.record') && entry.state === 'submitted' ? (
        <ActButton size="small" act={(key) => recallFunds(part, entry.version, key)} onDone={onDone}>
          {t('projects.recall')}
        </ActButton>
      ) : null}
      {can('funds.record') && entry.state === 'passed' ? (
        <Button size="small" onClick={() => setOpen('reverse')}>
          {t('projects.reverse')}
        </Button>
      ) : null}
      {open === 'edit' ? <FundsForm id={id} entry={entry} onDone={onDone} onClose={close} /> : null}
      {open === 'reverse' ? (
        <FormDialog<Schemas['FundsReversalInput']>
          title={t('projects.reverse')}
          fields={R}
          initial={{}}
          danger
          submit={t('projects.reverse')}
          etag={tagOf(entry)}
          onSend={(input, sending) => reverseFunds(part, input, sending)}
          onDone={onDone}
          onClose={close}
        >
          <Field of={R} name="reason" />
          <Field of={R} name="proof_file_id">
            <FileField />
          </Field>
        </FormDialog>
      ) : null}
    </span>
  )
}
