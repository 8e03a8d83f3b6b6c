/** The sign-in above an open page whose session has ended: the page below keeps what was typed. */
import Modal from 'antd/es/modal'
import { useTranslation } from 'react-i18next'
import { SignInForm, useSignInPage } from './sign-in'

export function Again({ username, idle }: { username: string; idle: boolean }) {
  const { t } = useTranslation()
  const page = useSignInPage()
  return (
    <Modal
      open
      title={t(idle ? 'lock.title' : 'signIn.expiredTitle')}
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      // what was on the screen is nobody's business while its owner is away
      {...(idle ? { styles: { mask: { background: 'var(--page)' } } } : {})}
    >
      <p className="note">{t(idle ? 'lock.text' : 'signIn.expired')}</p>
      <SignInForm username={username} page={page} />
    </Modal>
  )
}
