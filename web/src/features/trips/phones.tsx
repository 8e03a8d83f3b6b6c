/** Who is to be called at a company: numbers are masked, showing one is logged, then the phone dials. */
import PhoneOutlined from '@ant-design/icons/es/icons/PhoneOutlined'
import { useQuery } from '@tanstack/react-query'
import Modal from 'antd/es/modal'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActButton } from '@/shared/ui/act'
import { ProblemAlert } from '@/shared/ui/problem'
import { contactsQuery, revealPhone } from './api'

type Props = { enterprise: number; name: string; trip: string; onClose: () => void }

export function Phones({ enterprise, name, trip, onClose }: Props) {
  const { t } = useTranslation()
  const contacts = useQuery(contactsQuery(enterprise))
  const [numbers, setNumbers] = useState<Record<number, string>>({})
  return (
    <Modal open title={t('trips.phonesOf', { name })} footer={null} onCancel={onClose}>
      {contacts.error ? <ProblemAlert error={contacts.error} onRetry={() => void contacts.refetch()} /> : null}
      {contacts.isPending ? <Skeleton active /> : null}
      {contacts.data?.items.length === 0 ? <p>{t('trips.noPhones')}</p> : null}
      <ul className="phones">
        {contacts.data?.items.map((one) => {
          const number = numbers[one.id]
          return (
            <li key={one.id}>
              <span>
                <strong>{one.name}</strong> {one.post}
              </span>
              {number ? (
                <a className="dial" href={`tel:${number}`}>
                  <PhoneOutlined /> {number}
                </a>
              ) : one.can.includes('contact.reveal') ? (
                <ActButton
                  icon={<PhoneOutlined />}
                  act={async (key) => {
                    const found = await revealPhone(enterprise, one.id, t('trips.revealReason', { trip }), key)
                    setNumbers((all) => ({ ...all, [one.id]: found.phone ?? one.phone_masked ?? '' }))
                  }}
                >
                  {one.phone_masked}
                </ActButton>
              ) : (
                <span>{one.phone_masked}</span>
              )}
            </li>
          )
        })}
      </ul>
      <p className="secondary">{t('trips.revealNote')}</p>
    </Modal>
  )
}
