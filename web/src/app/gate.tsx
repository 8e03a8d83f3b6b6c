/** Nobody signed in: sign-in. A first sign-in: new password. A session that ended under an open page: a layer above it. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { resume, session } from '@/api/session'
import { later } from '@/shared/ui/later'
import { ProblemAlert } from '@/shared/ui/problem'
import { forgetIn, loadSigned, rememberIn } from './ahead'
import { begun, isConfirmation } from './begin'

// What is behind the sign-in is loaded when somebody is in, or about to be.
const Signed = later(() => loadSigned().then((m) => m.Signed))
const loadSignIn = () => import('./sign-in')
const SignInPage = later(() => loadSignIn().then((m) => m.SignInPage))
const ConfirmPage = later(() => import('./confirm').then((m) => m.ConfirmPage))
const PasswordPage = later(() => import('./password').then((m) => m.PasswordPage))

export function Gate() {
  return isConfirmation ? <ConfirmPage until={<Wait />} /> : <SessionGate />
}

function Wait() {
  const { t } = useTranslation()
  return <p className="middle">{t('app.loading')}</p>
}

function SessionGate() {
  const state = useSyncExternalStore(session.subscribe, session.get)
  const [failure, setFailure] = useState<unknown>(null)

  useEffect(() => void begun.catch(setFailure), [])
  const again = () => {
    setFailure(null)
    resume().catch(setFailure)
  }
  useEffect(() => {
    if (state.kind === 'in') rememberIn()
    if (state.kind !== 'out') return
    forgetIn()
    // the page of the sign-in first; what comes after it while one types
    void loadSignIn().then(loadSigned)
  }, [state.kind])

  if (failure && state.kind === 'unknown') {
    return (
      <main className="middle">
        <ProblemAlert error={failure} onRetry={again} />
      </main>
    )
  }
  const wait = <Wait />
  if (state.kind === 'unknown') return wait
  if (state.kind === 'out') return <SignInPage reason={state.reason} until={wait} />
  return mustChange(state) ? <PasswordPage until={wait} /> : <Signed until={wait} />
}

const mustChange = (state: ReturnType<typeof session.get>): boolean => state.kind === 'in' && state.view.must_change_password
