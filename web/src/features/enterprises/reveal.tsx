/** The whole number of a contact: asked for with a reason, shown while this layer is open, kept nowhere. */
import Button from 'antd/es/button'
import Modal from 'antd/es/modal'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RevealInputFields } from '@/api/fields'
import { Field } from '@/shared/form/field'
import { WriteForm } from '@/shared/form/write-form'
import { copyText } from '@/shared/ui/copy'
import { say } from '@/shared/ui/said'
import { type Contact, reveal } from './api'

export function Reveal({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<{ phone?: string | null } | null>(null)
  const number = shown?.phone
  return (
    <Modal
      open
      title={t('enterprises.revealTitle', { name: contact.name })}
      onCancel={onClose}
      footer={shown ? <Button onClick={onClose}>{t('action.close')}</Button> : null}
      width={480}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {shown ? (
        <div className="ent-revealed" role="status">
          {number ? (
            <>
              <strong>{number}</strong>
              <span className="ent-acts">
                <a className="ent-call" href={`tel:${number}`}>
                  {t('enterprises.call')}
                </a>
                <Button
                  onClick={() => {
                    copyText(number)
                    say(t('enterprises.copied'))
                  }}
                >
                  {t('enterprises.copyPhone')}
                </Button>
              </span>
            </>
          ) : (
            <strong>{t('enterprises.noPhoneRevealed')}</strong>
          )}
          <p className="ent-explained">{t('enterprises.revealed')}</p>
        </div>
      ) : (
        <WriteForm<{ reason: string }>
          fields={RevealInputFields}
          initial={{}}
          submit={t('enterprises.revealButton')}
          onSend={async (values, sending) => setShown(await reveal(contact, values.reason, sending))}
          onDone={() => undefined}
          onCancel={onClose}
        >
          <p className="ent-explained">{t('enterprises.revealText')}</p>
          <Field of={RevealInputFields} name="reason" autoFocus />
        </WriteForm>
      )}
    </Modal>
  )
}
