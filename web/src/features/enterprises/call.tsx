/** Calling somebody of an investor: numbers are masked until one is dialled, and the look is logged with its reason. */

import PhoneOutlined from '@ant-design/icons/es/icons/PhoneOutlined'
import { useQueries } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Modal from 'antd/es/modal'
import Skeleton from 'antd/es/skeleton'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/keys'
import { ProblemAlert } from '@/shared/ui/problem'
import { type Contact, contactsQuery, reveal } from './api'
import './call.css'

/** Who answers for the project on our side; his number is no secret among colleagues. */
export type Colleague = {
  id: number
  name: string
  post: string
  roles: readonly string[]
  phone: string | null
  pending: boolean
}
type Props = {
  enterprises: readonly { id: number; name: string }[]
  /** Undefined while it is not known who they are. */
  colleagues?: readonly Colleague[] | undefined
  onClose: () => void
}

export function Call({ enterprises, colleagues, onClose }: Props) {
  const { t } = useTranslation()
  const found = useQueries({ queries: enterprises.map((one) => contactsQuery(one.id)) })
  return (
    <Modal open title={t('enterprises.callTitle')} footer={null} onCancel={onClose} width={480} destroyOnHidden>
      {colleagues ? (
        <section aria-label={t('enterprises.callOurs')}>
          <h3>{t('enterprises.callOurs')}</h3>
          {colleagues.length === 0 ? <p className="call-none">{t('enterprises.callNoOurs')}</p> : null}
          {colleagues.map((one) => (
            <div key={one.id} className="call-line">
              <span>
                {one.name} <small>{[one.roles.join(t('form.comma')), one.post].filter(Boolean).join(' ')}</small>
              </span>
              {one.phone ? (
                <a
                  className="call-number"
                  href={`tel:${one.phone}`}
                  aria-label={t('enterprises.callPerson', { name: one.name, phone: one.phone })}
                >
                  {one.phone}
                </a>
              ) : (
                <span className="call-none">{one.pending ? t('app.loading') : t('enterprises.callNoNumber')}</span>
              )}
            </div>
          ))}
        </section>
      ) : null}
      {enterprises.length > 0 ? <p className="call-note">{t('enterprises.callNote')}</p> : null}
      {enterprises.map((enterprise, i) => {
        const contacts = found[i]
        return (
          <section key={enterprise.id} aria-label={enterprise.name}>
            <h3>{enterprise.name}</h3>
            {contacts?.error ? <ProblemAlert error={contacts.error} onRetry={() => void contacts.refetch()} /> : null}
            {contacts?.isPending ? <Skeleton active paragraph={{ rows: 2 }} /> : null}
            {contacts?.data?.items.length === 0 ? <p className="call-none">{t('enterprises.callNobody')}</p> : null}
            {contacts?.data?.items.map((contact) => (
              <Line key={contact.id} contact={contact} />
            ))}
          </section>
        )
      })}
    </Modal>
  )
}

/** One tap asks for the number and dials it; it stays there for those whose phone wants to be asked once more. */
function Line({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  const [number, setNumber] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (number) link.current?.click()
  }, [number])
  const dial = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const shown = await reveal(contact, t('enterprises.callReason'), { key: newKey(), etag: '' })
      setNumber(shown.phone ?? null)
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const may = contact.can.includes('contact.reveal') && contact.phone_masked
  return (
    <div className="call-line">
      <span>
        {contact.name} {contact.post}
      </span>
      {number ? (
        <a ref={link} className="call-number" href={`tel:${number}`}>
          {number}
        </a>
      ) : may ? (
        <Button
          icon={<PhoneOutlined aria-hidden="true" />}
          loading={busy}
          aria-label={t('enterprises.callPerson', { name: contact.name, phone: contact.phone_masked ?? '' })}
          onClick={() => void dial()}
        >
          {contact.phone_masked}
        </Button>
      ) : (
        <span className="call-none">{contact.phone_masked ?? t('enterprises.noPhone')}</span>
      )}
      {failure ? <ProblemAlert error={failure} /> : null}
    </div>
  )
}
