/** The sign-in above an open page whose session has ended: the page below keeps what was typed. */
import Button from 'antd/es/button'
import Modal from 'antd/es/modal'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { signOut } from '@/api/session'
import { SignInForm } from './sign-in'
import { useSignInPage } from './sign-in-told'

export function Again({ username, idle }: { username: string; idle: boolean }) {
  const { t } = useTranslation()
  const page = useSignInPage()
  const form = useRef<HTMLDivElement>(null)
  return (
    <Modal
      open
      title={t(idle ? 'lock.title' : 'signIn.expiredTitle')}
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      // the layer gives the keys to its first field, and the name stands there already
      afterOpenChange={() => form.current?.querySelector<HTMLElement>('input[type=password]')?.focus()}
      // what was on the screen is nobody's business while its owner is away
      {...(idle ? { styles: { mask: { background: 'var(--page)' } } } : {})}
    >
      <p className="note">{t(idle ? 'lock.text' : 'signIn.expired')}</p>
      <div ref={form}>
        <SignInForm username={username} page={page} />
      </div>
      <p className="hint">
        <Button type="link" className="in-text" onClick={() => void signOut().catch(() => undefined)}>
          {t('lock.another')}
        </Button>{' '}
        {t('lock.anotherNote', { name: username })}
      </p>
    </Modal>
  )
}
