/** The landing page: what waits, and from each item to where it is done; what only needs a word is done on the spot. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import Skeleton from 'antd/es/skeleton'
import { lazy, Suspense, useState } from 'react'
import { kindIn, tabIn } from '@/features/inbox/acts'
import type { InboxItem } from '@/features/inbox/api'
import { Inbox } from '@/features/inbox/list'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/inbox'
import { useMe } from './me'
import { useOpenPlace } from './open-place'
import { useRecordTalk } from './record-talk'

addWords('inbox', words)

const Copies = lazy(() => import('./copies').then((m) => ({ default: m.Copies })))
const HomeSide = lazy(() => import('./home-side').then((m) => ({ default: m.HomeSide })))
const ProjectCard = lazy(() => import('./slips-parts').then((m) => ({ default: m.ProjectCard })))
const FinishDialog = lazy(() => import('./finish-dialog').then((m) => ({ default: m.FinishDialog })))

const route = getRouteApi('/inbox')
const BESIDE = ['report.read', 'colour.read', 'talk.read']

export function InboxPage() {
  const { tab, kind } = route.useSearch()
  const navigate = useNavigate()
  const record = useRecordTalk()
  const open = useOpenPlace()
  const can = useMe().data?.can ?? []
  const [finishing, setFinishing] = useState<{ item: InboxItem; onDone: () => void } | null>(null)
  return (
    <>
      <Inbox
        tab={tabIn(tab)}
        kind={kindIn(kind)}
        onChange={(next, only) => void navigate({ to: '/inbox', search: { tab: next, ...(only ? { kind: only } : {}) } })}
        onPrint={() => void navigate({ to: '/print/inbox', search: { ...(tab ? { tab } : {}), ...(kind ? { kind } : {}) } })}
        onOpen={open}
        side={
          BESIDE.some((act) => can.includes(act)) ? (
            <Suspense fallback={<Skeleton active paragraph={{ rows: 6 }} />}>
              <HomeSide can={can} />
            </Suspense>
          ) : undefined
        }
        onFinish={(item, onDone) => setFinishing({ item, onDone })}
        card={(project, until) => (
          <Suspense fallback={until}>
            <ProjectCard project={project} until={until} />
          </Suspense>
        )}
        onTalk={record ? () => record({}) : undefined}
        copies={
          <Suspense fallback={<Skeleton active paragraph={{ rows: 6 }} />}>
            <Copies onOpen={open} />
          </Suspense>
        }
      />
      <Suspense fallback={null}>{finishing ? <FinishDialog {...finishing} onClose={() => setFinishing(null)} /> : null}</Suspense>
    </>
  )
}
