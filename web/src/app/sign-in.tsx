/** Signing in. It never says which of name and password was wrong; when locked, the API says until when. */
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type SignInView, signIn } from '@/api/session'
import { isComposing } from '@/shared/keys'
import { ProblemAlert } from '@/shared/ui/problem'
import { EntryPage } from './entry-page'
import { useSignInPage } from './sign-in-told'

export function SignInPage({ reason }: { reason?: 'signedOut' | 'expired' | undefined }) {
  const { t } = useTranslation()
  const page = useSignInPage()
  return (
    <EntryPage title={t('signIn.submit')} subtitle={t('signIn.title', { place: page?.place ?? '' })}>
      {reason === 'signedOut' ? (
        <p className="note" role="status">
          {t('signIn.signedOut')}
        </p>
      ) : null}
      <SignInForm page={page} />
    </EntryPage>
  )
}

/** Name and password; with a name given, that person signs in again and the page below stays. */
export function SignInForm({ username: known, page }: { username?: string; page: SignInView | null }) {
  const { t, i18n } = useTranslation()
  const days = page?.remembered_days ?? 0
  const [remember, setRemember] = useState(false)
  const [username, setUsername] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [lacking, setLacking] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const ids = { name: useId(), password: useId(), caps: useId() }
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])

  // what was said in one language does not stand under the other
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the language has changed
  useEffect(() => setFailure(null), [i18n.language])

  const submit = async () => {
    if (!username.trim() || !password) {
      setLacking(true)
      return
    }
    setBusy(true)
    setFailure(null)
    setLacking(false)
    try {
      await signIn(username.trim(), password, remember)
    } catch (error) {
      if (mounted.current) {
        setFailure(error)
        setPassword('')
      }
    } finally {
      if (mounted.current) setBusy(false)
    }
  }

  return (
    <form
      className="stacked"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isComposing(event)) event.preventDefault()
      }}
    >
      {failure ? <ProblemAlert error={failure} /> : null}
      {lacking ? (
        <p role="alert" className="field-error">
          {t('signIn.required')}
        </p>
      ) : null}
      <label htmlFor={ids.name}>{t('signIn.username')}</label>
      <Input
        id={ids.name}
        name="username"
        autoComplete="username"
        value={username}
        autoFocus={!known}
        readOnly={Boolean(known)}
        onChange={(e) => setUsername(e.target.value)}
      />
      <label htmlFor={ids.password}>{t('signIn.password')}</label>
      <Input.Password
        id={ids.password}
        name="password"
        autoComplete="current-password"
        value={password}
        autoFocus={Boolean(known)}
        aria-describedby={capsLock ? ids.caps : undefined}
        onChange={(e) => setPassword(e.target.value)}
        onKeyUp={(e) => setCapsLock(e.getModifierState('CapsLock'))}
        onBlur={() => setCapsLock(false)}
      />
      {capsLock ? (
        <p id={ids.caps} className="hint">
          {t('signIn.capsLock')}
        </p>
      ) : null}
      {days > 0 ? (
        <label className="remember">
          <input type="checkbox" checked={remember} onChange={(e) => setRemember(e.target.checked)} />
          <span>
            {t('signIn.remember', { days })}
            <span className="hint">{t('signIn.notShared')}</span>
          </span>
        </label>
      ) : null}
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('signIn.submit')}
      </Button>
      {page?.contact ? <p className="hint">{t('signIn.contact', { contact: page.contact })}</p> : null}
    </form>
  )
}
