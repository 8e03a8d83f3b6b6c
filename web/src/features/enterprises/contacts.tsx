/** Whom to talk to. Numbers come masked; the whole one is given for a reason, and the look is logged. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { ReasonInputFields } from '@/api/fields'
import { ContactTitles } from '@/api/labels'
import { instant } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { type Contact, contactsQuery, type EnterpriseView, removeContact, written } from './api'
import { ContactDialog } from './contact-form'
import { Records } from './records'
import { Reveal } from './reveal'

type Open = { kind: 'new' } | { kind: 'edit' | 'remove' | 'reveal'; contact: Contact }

export function Contacts({ view }: { view: EnterpriseView }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const found = useQuery(contactsQuery(view.id))
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  if (found.error && !found.data) return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <Skeleton active />
  const contacts = found.data.items
  const add = view.can.includes('enterprise.edit') ? (
    <Button type={contacts.length === 0 ? 'primary' : 'default'} onClick={() => setOpen({ kind: 'new' })}>
      {t('enterprises.addContact')}
    </Button>
  ) : null
  return (
    <>
      {contacts.length === 0 ? (
        <div className="nothing">
          <p>{t('enterprises.noContacts')}</p>
          {add}
        </div>
      ) : (
        <>
          {add ? <p className="ent-tools">{add}</p> : null}
          <Records
            caption={t('enterprises.contacts')}
            acts={contacts.some((one) => one.can.length > 0) ? t('enterprises.acts') : undefined}
            head={[
              { title: ContactTitles.name },
              { title: ContactTitles.post },
              { title: t('enterprises.phone') },
              { title: ContactTitles.remark },
              { title: ContactTitles.updated_at },
            ]}
            rows={contacts.map((contact) => ({
              key: contact.id,
              cells: [
                contact.name,
                contact.post || '—',
                <span key="phone" className="ent-phone">
                  {contact.phone_masked ?? t('enterprises.noPhone')}
                </span>,
                contact.remark || '—',
                instant(contact.updated_at),
              ],
              acts: <Acts contact={contact} onOpen={(kind) => setOpen({ kind, contact })} />,
            }))}
          />
        </>
      )}
      {open?.kind === 'new' ? <ContactDialog enterpriseId={view.id} onClose={close} /> : null}
      {open?.kind === 'edit' ? <ContactDialog enterpriseId={view.id} contact={open.contact} onClose={close} /> : null}
      {open?.kind === 'reveal' ? <Reveal contact={open.contact} onClose={close} /> : null}
      {open?.kind === 'remove' ? (
        <FormDialog<{ reason: string }>
          title={t('enterprises.removeContactTitle', { name: open.contact.name })}
          fields={ReasonInputFields}
          initial={{}}
          etag={tagOf(open.contact)}
          submit={t('enterprises.removeContact')}
          danger
          onSend={(values, sending) => removeContact(open.contact, values.reason, sending)}
          onDone={() => {
            void written(queries)
            say(t('enterprises.contactRemoved'))
          }}
          onClose={close}
        >
          <p className="ent-explained">{t('enterprises.removeContactText')}</p>
          <Field of={ReasonInputFields} name="reason" autoFocus />
        </FormDialog>
      ) : null}
    </>
  )
}

function Acts({ contact, onOpen }: { contact: Contact; onOpen: (kind: 'edit' | 'remove' | 'reveal') => void }) {
  const { t } = useTranslation()
  const of = { name: contact.name }
  const may = (action: string) => contact.can.includes(action)
  const button = (kind: 'edit' | 'remove' | 'reveal', words: string) => (
    <Button size="small" aria-label={`${words} ${of.name}`} onClick={() => onOpen(kind)}>
      {words}
    </Button>
  )
  return (
    <>
      {may('contact.reveal') && contact.phone_masked ? button('reveal', t('enterprises.reveal')) : null}
      {may('enterprise.edit') ? button('edit', t('enterprises.edit')) : null}
      {may('enterprise.edit') ? button('remove', t('enterprises.removeContact')) : null}
    </>
  )
}
