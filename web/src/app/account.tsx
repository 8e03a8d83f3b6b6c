/** The account at the right of the header: who, which unit, text size, password, signing out. */
import { useNavigate } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '@/api/schema'
import { signOut } from '@/api/session'
import { instant } from '@/shared/dates'
import { choose, useSettings } from '@/shared/preferences'
import { MenuButton } from '@/shared/ui/menu-button'

const AccessDialog = lazy(() => import('./access-dialog').then((m) => ({ default: m.AccessDialog })))
const PasswordDialog = lazy(() => import('./password-dialog').then((m) => ({ default: m.PasswordDialog })))

const LeaveDialog = lazy(() => import('./leave-dialog').then((m) => ({ default: m.LeaveDialog })))

/** When and from where somebody signed in before, so that he notices when it was not he. */
export const lastSignIn = (last: components['schemas']['PreviousSignIn'], t: TFunction): string =>
  t('header.lastSignIn', { at: instant(last.at), address: last.address })

/** Out, unless something of his waits on this machine: then he is asked what becomes of it. */
async function leave(ask: () => void): Promise<void> {
  const waits = await import('@/shared/queue').then(({ queue }) => queue.get().items.length > 0).catch(() => false)
  if (waits) ask()
  else await signOut()
}

export function Account({ me }: { me: components['schemas']['Me'] | undefined }) {
  const { t } = useTranslation()
  const settings = useSettings()
  const navigate = useNavigate()
  const [changing, setChanging] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const [access, setAccess] = useState(false)
  if (!me) return null
  const unit = me.user?.unit_name ?? ''
  const last = me.previous_sign_in
  const ticked = (on: boolean) => ({
    'aria-checked': on,
    role: 'menuitemcheckbox' as const,
    icon: <span aria-hidden="true">{on ? '✓' : '　'}</span>,
  })
  return (
    <>
      <MenuButton
        menu={{
          items: [
            ...(last ? [{ key: 'last', label: lastSignIn(last, t), onClick: () => void navigate({ to: '/sessions' }) }] : []),
            {
              key: 'standard',
              label: `${t('header.textSize')}：${t('header.standard')}`,
              ...ticked(settings.text_size === 'standard'),
              onClick: () => choose({ text_size: 'standard' }),
            },
            {
              key: 'large',
              label: `${t('header.textSize')}：${t('header.large')}`,
              ...ticked(settings.text_size === 'large'),
              onClick: () => choose({ text_size: 'large' }),
            },
            {
              key: 'single',
              label: t('header.singleKeys'),
              ...ticked(settings.single_keys),
              onClick: () => choose({ single_keys: !settings.single_keys }),
            },
            { type: 'divider' },
            { key: 'access', label: t('header.access'), onClick: () => setAccess(true) },
            { key: 'sessions', label: t('header.sessions'), onClick: () => void navigate({ to: '/sessions' }) },
            { key: 'password', label: t('header.changePassword'), onClick: () => setChanging(true) },
            { key: 'out', label: t('header.signOut'), onClick: () => void leave(() => setLeaving(true)) },
          ],
        }}
      >
        <button type="button" className="icon-button account">
          {me.name}
          <small>{unit}</small>
        </button>
      </MenuButton>
      {access ? (
        <Suspense fallback={null}>
          <AccessDialog me={me} onClose={() => setAccess(false)} />
        </Suspense>
      ) : null}
      {leaving ? (
        <Suspense fallback={null}>
          <LeaveDialog onClose={() => setLeaving(false)} />
        </Suspense>
      ) : null}
      {changing ? (
        <Suspense fallback={null}>
          <PasswordDialog onClose={() => setChanging(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
