/** What was written without a network and waits on this machine, told on every page; what the service refused is put right here. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { About } from '@/features/talks/api'
import { queue, useQueue, type Waiting } from '@/shared/queue'
import { say } from '@/shared/ui/said'

const UnsentList = lazy(() => import('@/shared/ui/unsent-list').then((m) => ({ default: m.UnsentList })))
const TalkAgain = lazy(() => import('./talk-dialog').then((m) => ({ default: m.TalkDialog })))
const InstructAgain = lazy(() => import('./slips-again').then((m) => ({ default: m.InstructDialog })))

export function UnsentBar() {
  const { t } = useTranslation()
  const { items, sending } = useQueue()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const here = useRouterState({ select: (state) => state.location.pathname })
  const [open, setOpen] = useState(false)
  const [again, setAgain] = useState<Waiting | null>(null)
  useEffect(
    () =>
      queue.onSent((item) => {
        say(t('queue.sent', { label: item.label }))
        void queries.invalidateQueries()
      }),
    [queries, t],
  )
  // a trip tells of its own on its own pages
  const trip = /^\/trips\/(\d+)/.exec(here)?.[1]
  const told = items.filter((one) => one.of !== `trip-${trip}`)
  const refused = told.filter((one) => one.refused).length
  const waiting = told.length - refused
  const correct = (item: Waiting) => {
    setOpen(false)
    if (item.kind === 'instruction' || item.kind === 'talk') setAgain(item)
    else void navigate({ to: '/trips/$id/road', params: { id: item.of.replace('trip-', '') } })
  }
  return (
    <>
      <div role="status">
        {told.length > 0 ? (
          <p className="offline-bar unsent-bar">
            {[
              waiting > 0 ? t(sending ? 'queue.sending' : 'queue.waiting', { n: waiting }) : '',
              refused > 0 ? t('queue.refused', { n: refused }) : '',
            ]
              .filter(Boolean)
              .join(t('form.comma'))}
            <Button size="small" onClick={() => setOpen(true)}>
              {t('queue.see')}
            </Button>
          </p>
        ) : null}
      </div>
      <Suspense fallback={null}>
        {open ? <UnsentList items={told} sending={sending} onCorrect={correct} onClose={() => setOpen(false)} /> : null}
        {again?.kind === 'talk' ? (
          <TalkAgain about={again.about as About} waiting={again} onClose={() => setAgain(null)} />
        ) : null}
        {again?.kind === 'instruction' ? (
          <InstructAgain project={again.about as { id: number; name: string }} waiting={again} onClose={() => setAgain(null)} />
        ) : null}
      </Suspense>
    </>
  )
}
