/** Changing one's password from the account menu; it says what that meant for other places before it closes. */
import Button from 'antd/es/button'
import Modal from 'antd/es/modal'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PasswordForm } from './password'

export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [done, setDone] = useState(false)
  return (
    <Modal open title={t('password.title')} footer={null} onCancel={onClose}>
      {done ? (
        <div className="stacked">
          <p role="status">{t('password.saved')}</p>
          <Button type="primary" autoFocus onClick={onClose}>
            {t('action.close')}
          </Button>
        </div>
      ) : (
        <PasswordForm submit={t('password.save')} onDone={() => setDone(true)} />
      )}
    </Modal>
  )
}
