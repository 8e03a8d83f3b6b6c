/** What was before the system: who held a role from when to when, which unit led. Nothing of today changes with it. */
import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssignmentInputFields, LeadTermInputFields as L } from '@/api/fields'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { PersonPicker, UnitPicker } from '@/shared/pick/pickers'
import { say } from '@/shared/ui/said'
import { assign, type Chain, recordLead, type Schemas, written } from './api'

type Input = Schemas['AssignmentInput']
type Props = { id: number; view: Chain; etag: string }

// of a term that is over both days are known, and what the contract says of one that begins does not hold
const { from_on, reason, user_id, ...rest } = AssignmentInputFields
const plain = <Rule extends { hint: string }>({ hint: _, ...rule }: Rule) => rule
const F = { ...rest, from_on: plain(from_on), reason: plain(reason), user_id: plain(user_id) }

/** The buttons of the history for whoever may add to it. */
export function PastButtons({ id, view, etag }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'term' | 'lead' | null>(null)
  const roles = view.roles.filter((one) => one.can_assign).map((one) => one.role)
  return (
    <>
      {roles.length > 0 ? (
        <Button size="small" onClick={() => setOpen('term')}>
          {t('responsibility.addTerm')}
        </Button>
      ) : null}
      {view.can.includes('assignment.edit') ? (
        <Button size="small" onClick={() => setOpen('lead')}>
          {t('responsibility.addLead')}
        </Button>
      ) : null}
      {open === 'term' ? <TermDialog id={id} roles={roles} onClose={() => setOpen(null)} /> : null}
      {open === 'lead' ? <LeadDialog id={id} etag={etag} onClose={() => setOpen(null)} /> : null}
    </>
  )
}

function TermDialog({ id, roles, onClose }: { id: number; roles: readonly Schemas['AssignmentRole'][]; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const only = roles.length === 1 ? roles[0] : undefined
  return (
    <FormDialog<Input>
      title={t('responsibility.addTerm')}
      fields={F}
      initial={only ? { role: only } : {}}
      draft={`term-past-${id}`}
      submit={t('responsibility.record')}
      onSend={(values, { key }) => assign(id, values, key)}
      onDone={() => {
        say(t('responsibility.recorded'))
        void written(queries)
      }}
      onClose={onClose}
    >
      <p className="note">{t('responsibility.addTermText')}</p>
      <div className="form-grid">
        <Field of={F} name="role" only={roles} />
        <Field of={F} name="user_id">
          <PersonPicker former />
        </Field>
        <Field of={F} name="from_on" required />
        <Field of={F} name="until_on" required />
      </div>
      <Field of={F} name="reason" />
    </FormDialog>
  )
}

function LeadDialog({ id, etag, onClose }: { id: number; etag: string; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <FormDialog<Schemas['LeadTermInput']>
      title={t('responsibility.addLead')}
      fields={L}
      initial={{}}
      etag={etag}
      draft={`lead-past-${id}`}
      submit={t('responsibility.record')}
      onSend={(values, sending) => recordLead(id, values, sending)}
      onDone={() => {
        say(t('responsibility.recorded'))
        void written(queries)
      }}
      onClose={onClose}
    >
      <p className="note">{t('responsibility.addLeadText')}</p>
      <Field of={L} name="unit_id">
        <UnitPicker autoFocus />
      </Field>
      <div className="form-grid">
        <Field of={L} name="from_on" />
        <Field of={L} name="until_on" />
      </div>
      <Field of={L} name="reason" />
    </FormDialog>
  )
}
