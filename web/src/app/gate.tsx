/** Nobody signed in: sign-in. A first sign-in: new password. A session that ended under an open page: a layer above it. */
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { resume, session } from '@/api/session'
import { ProblemAlert } from '@/shared/ui/problem'
import { forgetIn, loadAhead, loadSigned, rememberIn } from './ahead'

// What is behind the sign-in is loaded when somebody is in, or about to be.
const Signed = lazy(() => loadSigned().then((m) => ({ default: m.Signed })))
const loadSignIn = () => import('./sign-in')
const SignInPage = lazy(() => loadSignIn().then((m) => ({ default: m.SignInPage })))
const ConfirmPage = lazy(() => import('./confirm').then((m) => ({ default: m.ConfirmPage })))
const PasswordPage = lazy(() => import('./password').then((m) => ({ default: m.PasswordPage })))

/** The page behind a one-purpose link asks for no account. */
const isConfirmation = location.pathname === '/confirm'

export function Gate() {
  const { t } = useTranslation()
  if (!isConfirmation) return <SessionGate />
  return (
    <Suspense fallback={<p className="middle">{t('app.loading')}</p>}>
      <ConfirmPage />
    </Suspense>
  )
}

function SessionGate() {
  const state = useSyncExternalStore(session.subscribe, session.get)
  const [failure, setFailure] = useState<unknown>(null)
  const { t } = useTranslation()

  const begin = () => {
    setFailure(null)
    resume().catch(setFailure)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    loadAhead()
    begin()
  }, [])
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
        <ProblemAlert error={failure} onRetry={begin} />
      </main>
    )
  }
  const wait = <p className="middle">{t('app.loading')}</p>
  if (state.kind === 'unknown') return wait
  const page = state.kind === 'out' ? <SignInPage reason={state.reason} /> : mustChange(state) ? <PasswordPage /> : <Signed />
  return <Suspense fallback={wait}>{page}</Suspense>
}

const mustChange = (state: ReturnType<typeof session.get>): boolean => state.kind === 'in' && state.view.must_change_password
