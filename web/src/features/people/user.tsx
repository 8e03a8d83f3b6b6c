/** One person: the account, what the roles allow together, where he is signed in. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { UserTitles, UserViewTitles } from '@/api/labels'
import { instant } from '@/shared/dates'
import { ReasonDialog } from '@/shared/form/reason-dialog'
import { Once } from '@/shared/ui/once'
import { FactList, Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { useTitle } from '@/shared/ui/title'
import { type NewUser, reactivateUser, renewing, resetPassword, rolesQuery, type User, unlockUser, userQuery } from './api'
import { CanWords } from './can-words'
import { RolesDialog } from './roles-dialog'
import { Sessions } from './sessions'
import { DeactivationDialog, UserDialog } from './user-form'
import { rolesText, stateText } from './users'

type Props = { id: number; onBack: () => void }
type Open = 'edit' | 'deactivate' | 'reactivate' | 'unlock' | 'reset' | 'roles' | null

export function UserDetail({ id, onBack }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const found = useQuery(userQuery(id))
  const [open, setOpen] = useState<Open>(null)
  const [made, setMade] = useState<NewUser | null>(null)
  const user = found.data?.data
  useTitle(user?.name ?? t('menu.users'))
  if (!user) {
    return found.error ? (
      <div className="sheet">
        <ProblemAlert error={found.error} title={t('state.loadFailed')} onRetry={() => void found.refetch()} />
        <p>
          <Button onClick={onBack}>{t('people.users.back')}</Button>
        </p>
      </div>
    ) : (
      <Skeleton active paragraph={{ rows: 10 }} />
    )
  }
  const etag = found.data?.etag ?? ''
  const close = () => setOpen(null)
  const done = (said: string) => {
    say(said)
    void queries.invalidateQueries({ queryKey: ['people'] })
  }
  const name = user.name
  return (
    <article className="sheet" aria-busy={found.isFetching}>
      <header className="page-head">
        <h1>{user.name}</h1>
        <span className="tag">{stateText(user)}</span>
        {user.must_change_password ? <span className="tag">{t('people.users.mustChange')}</span> : null}
        <div className="page-actions">
          <Actions user={user} onOpen={setOpen} />
          <Button onClick={onBack}>{t('people.users.back')}</Button>
        </div>
      </header>
      <Panel title={t('people.users.facts')}>
        <FactList facts={factsOf(user, t('people.users.never'))} />
      </Panel>
      <Roles user={user} />
      {user.can.includes('session.manage') ? <Sessions user={{ id: user.id, name: user.name }} /> : null}
      {open === 'edit' ? (
        <UserDialog user={user} etag={etag} onSaved={() => done(t('people.users.saved', { name }))} onClose={close} />
      ) : null}
      {open === 'deactivate' ? (
        <DeactivationDialog
          user={user}
          etag={etag}
          onDone={() => done(t('people.users.deactivated', { name }))}
          onClose={close}
        />
      ) : null}
      {open === 'reactivate' ? (
        <ReasonDialog
          title={t('people.users.reactivateTitle', { name })}
          text={t('people.users.reactivateText')}
          submit={t('people.users.reactivate')}
          etag={etag}
          onSend={(values, sending) => renewing(queries, reactivateUser(id, values, sending))}
          onDone={() => done(t('people.users.reactivated', { name }))}
          onClose={close}
        />
      ) : null}
      {open === 'unlock' ? (
        <ReasonDialog
          title={t('people.users.unlockTitle', { name })}
          text={t('people.users.unlockText')}
          submit={t('people.users.unlock')}
          etag={etag}
          onSend={(values, sending) => renewing(queries, unlockUser(id, values, sending))}
          onDone={() => done(t('people.users.unlocked', { name }))}
          onClose={close}
        />
      ) : null}
      {open === 'reset' ? (
        <ReasonDialog
          title={t('people.users.resetTitle', { name })}
          text={t('people.users.resetText')}
          submit={t('people.users.reset')}
          etag={etag}
          danger
          onSend={async (values, sending) => setMade(await renewing(queries, resetPassword(id, values, sending)))}
          onDone={() => void queries.invalidateQueries({ queryKey: ['people'] })}
          onClose={close}
        />
      ) : null}
      {open === 'roles' ? <RolesDialog user={user} onDone={done} onClose={close} /> : null}
      {made ? (
        <Once
          title={t('people.users.passwordTitle')}
          text={t('people.users.passwordText', { name: made.name, username: made.username })}
          secret={made.initial_password}
          onClose={() => setMade(null)}
        />
      ) : null}
    </article>
  )
}

function factsOf(user: User, never: string): [string, string][] {
  return [
    [UserTitles.username, user.username],
    [UserViewTitles.unit_name, user.unit_name],
    [UserTitles.post, user.post || '—'],
    [UserTitles.sort_no, String(user.sort_no)],
    [UserTitles.phone, user.phone || '—'],
    [UserTitles.last_login_at, user.last_login_at ? instant(user.last_login_at) : never],
    [UserTitles.created_at, instant(user.created_at)],
    [UserTitles.updated_at, instant(user.updated_at)],
  ]
}

function Actions({ user, onOpen }: { user: User; onOpen: (open: Open) => void }) {
  const { t } = useTranslation()
  const can = (action: string) => user.can.includes(action)
  return (
    <>
      {can('user.roles') ? (
        <Button type="primary" onClick={() => onOpen('roles')}>
          {t('people.roles.button')}
        </Button>
      ) : null}
      {can('user.unlock') && user.locked_until ? (
        <Button onClick={() => onOpen('unlock')}>{t('people.users.unlock')}</Button>
      ) : null}
      {can('user.edit') ? <Button onClick={() => onOpen('edit')}>{t('people.users.edit')}</Button> : null}
      {can('user.reset') ? <Button onClick={() => onOpen('reset')}>{t('people.users.reset')}</Button> : null}
      {can('user.deactivate') ? (
        <Button danger onClick={() => onOpen('deactivate')}>
          {t('people.users.deactivate')}
        </Button>
      ) : null}
      {can('user.reactivate') ? <Button onClick={() => onOpen('reactivate')}>{t('people.users.reactivate')}</Button> : null}
    </>
  )
}

/** The roles; what they allow together is told to who may grant them. */
function Roles({ user }: { user: User }) {
  const { t } = useTranslation()
  const allowed = user.can.includes('user.roles')
  const now = useQuery({ ...rolesQuery(user.id, undefined), enabled: allowed })
  return (
    <Panel title={t('people.roles.panel')}>
      <p>
        <strong>{rolesText(user.roles)}</strong>
      </p>
      {now.error ? <ProblemAlert error={now.error} onRetry={() => void now.refetch()} /> : null}
      {now.data ? (
        <>
          <p className="note">
            {now.data.data.can_after.length > 0
              ? t('people.roles.now', { n: now.data.data.can_after.length })
              : t('people.roles.nothing')}
          </p>
          <CanWords can={now.data.data.can_after} />
        </>
      ) : null}
    </Panel>
  )
}
