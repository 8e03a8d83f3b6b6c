/** What is behind the sign-in: the pages, and above them the sign-in again when the session ends under an open page. */
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { lock, session } from '@/api/session'
import { dropAllDrafts } from '@/shared/form/drafts'
import { preferencesQuery } from '@/shared/kept'
import '@/shared/ui/page.css'
import { watchIdleness } from './idle'
import { meQuery } from './me'
import { queryClient } from './query-client'
import { router } from './router'

dayjs.locale('zh-cn')

const Again = lazy(() => import('./again').then((m) => ({ default: m.Again })))

/** How long the frame waits for what it is drawn from: drawn without it, it would be drawn twice. */
const PATIENCE_MS = 300

/** What every page asks first. What fails is said by the page. */
const asked = () =>
  Promise.race([
    Promise.all([queryClient.prefetchQuery(meQuery), queryClient.prefetchQuery(preferencesQuery)]),
    new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
  ])

export function Signed() {
  const [ready, setReady] = useState(false)
  useEffect(() => void asked().then(() => setReady(true)), [])
  const state = useSyncExternalStore(session.subscribe, session.get)
  // whoever said that this machine may remember him is not locked out of it
  const watched = state.kind === 'in' && !state.view.remembered
  useEffect(() => (watched ? watchIdleness(() => void lock()) : undefined), [watched])
  const username = state.kind === 'in' ? state.view.user.username : state.kind === 'expired' ? state.username : ''
  useEffect(() => {
    if (!username) return
    let stop: (() => void) | null = null
    let gone = false
    // what was written without a network is sent from whatever page one is on
    void import('@/shared/queue').then(({ queue }) => {
      if (!gone) stop = queue.start(username)
    })
    return () => {
      gone = true
      stop?.()
    }
  }, [username])
  useEffect(() => {
    // the next person sees nothing of the one before
    return () => {
      queryClient.clear()
      void dropAllDrafts()
    }
  }, [])
  return (
    <QueryClientProvider client={queryClient}>
      {ready ? <RouterProvider router={router} /> : null}
      {state.kind === 'expired' ? (
        <Suspense fallback={null}>
          <Again username={state.username} idle={state.idle} />
        </Suspense>
      ) : null}
    </QueryClientProvider>
  )
}
