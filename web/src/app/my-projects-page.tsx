/** What one answers for, in the hand: the inbox says what waits, the library what there is, the contacts whom to call. */
import { type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import Skeleton from 'antd/es/skeleton'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type InboxItem, inboxQuery } from '@/features/inbox/api'
import { ownCountQuery, type ProjectView } from '@/features/projects/api'
import { MyProjects, PARTS, type Part, type Waiting } from '@/features/projects/mine'
import { type Callee, PhoneSheet } from '@/features/projects/phone-sheet'
import { WaysBy } from '@/features/projects/repairs'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { useSoon } from '@/shared/soon'
import type { Act } from '@/shared/ui/action-bar'
import { useMe } from './me'
import { NotFound } from './not-found'
import { aboutOf, useRecordTalk } from './record-talk'
import { useWays } from './repairs'
import { Instruct, ProjectCard } from './slips-parts'
import './view-switch.css'

addWords('projects', words)

/** What opens from these pages is here before the network goes: a form that cannot be loaded keeps nothing. */
const ahead = (queries: QueryClient, can: readonly string[]) =>
  import('./hand-ahead').then(({ readAhead }) => readAhead(queries, can)).catch(() => undefined)

const SheetWork = lazy(() => import('./sheet-work').then((m) => ({ default: m.SheetWork })))
const Raise = lazy(() => import('./sheet-work').then((m) => ({ default: m.Raise })))
const RaiseLabel = lazy(() => import('./sheet-work').then((m) => ({ default: m.RaiseLabel })))
const ChainLines = lazy(() => import('./sheet-chain').then((m) => ({ default: m.ChainLines })))
const CallDialog = lazy(() => import('./call-dialog').then((m) => ({ default: m.CallDialog })))

const list = getRouteApi('/my-projects')
const one = getRouteApi('/my-projects/$id')
/** Cards that what waits for the caller may put before the others. */
const FIRST = 6

function useAhead(): void {
  const can = useMe().data?.can
  const soon = useSoon()
  const queries = useQueryClient()
  useEffect(() => {
    if (soon && can) void ahead(queries, can)
  }, [soon, can, queries])
}

/** One card per project: its most urgent item, the longest overdue first, then what is due next. */
export function waitingOf(items: readonly InboxItem[]): Waiting[] {
  const rank = (item: InboxItem): number => -(item.overdue_days ?? 0) || (item.days_left ?? Number.MAX_SAFE_INTEGER)
  const sorted = items.filter((item) => item.resource === 'project').sort((a, b) => rank(a) - rank(b))
  const first = new Map<number, Waiting>()
  for (const item of sorted) {
    if (first.has(item.resource_id)) continue
    first.set(item.resource_id, { id: item.resource_id, why: item.why, overdueDays: item.overdue_days ?? 0 })
  }
  return [...first.values()].slice(0, FIRST)
}

export function MyProjectsPage() {
  const { t } = useTranslation()
  useAhead()
  const me = useMe()
  const asked = list.useSearch().of
  const can = me.data?.can ?? []
  const inbox = useInfiniteQuery({ ...inboxQuery('todo', undefined), enabled: can.includes('inbox.read') })
  const own = useQuery(ownCountQuery)
  const parts = PARTS.filter((name) => name !== 'own' || (own.data ?? 0) > 0)
  const first = parts[0] ?? 'lead'
  const part: Part = parts.find((name) => name === asked) ?? first
  const unit = me.data?.user?.unit_id
  const todo = inbox.data?.pages[0]?.total ?? 0
  // what waits comes with the first cards: they do not move when it is there
  if (!unit || inbox.isLoading || own.isLoading) return null
  return (
    <MyProjects
      unitId={unit}
      part={part}
      waiting={part === first ? waitingOf(inbox.data?.pages.flatMap((page) => page.items) ?? []) : []}
      Card={SheetLink}
      nav={
        <nav className="view-switch" aria-label={t('projects.mine.of')}>
          {parts.map((name) => (
            <Link
              key={name}
              to="/my-projects"
              search={name === first ? {} : { of: name }}
              aria-current={name === part ? 'page' : undefined}
            >
              {t(`projects.mine.part.${name}`)}
            </Link>
          ))}
        </nav>
      }
      aside={
        todo > 0 ? (
          <Link to="/inbox" search={{}} className="mine-todo">
            {t('projects.mine.todo', { n: todo })}
          </Link>
        ) : null
      }
    />
  )
}

function SheetLink({ id, className, children }: { id: number; className: string; children: ReactNode }) {
  return (
    <Link to="/my-projects/$id" params={{ id: String(id) }} className={className}>
      {children}
    </Link>
  )
}

export function MyProjectPage() {
  const { t } = useTranslation()
  useAhead()
  const given = one.useParams().id
  const id = Number(given)
  const navigate = useNavigate()
  const me = useMe()
  const record = useRecordTalk()
  const [calling, setCalling] = useState<readonly Callee[] | null>(null)
  const ways = useWays()
  const [raising, setRaising] = useState<ProjectView | null>(null)
  const may = (act: string): boolean => me.data?.can.includes(act) === true
  if (!Number.isSafeInteger(id) || id < 1) return <NotFound />
  const raiseLabel = (project: number) => (
    <Suspense fallback={null}>
      <RaiseLabel id={project} />
    </Suspense>
  )
  const raise = (view: ProjectView): Act[] =>
    may('ticket.raise') ? [{ key: 'raise', label: raiseLabel(view.id), onClick: () => setRaising(view) }] : []
  // a leader instructs; whoever does not has the room for what he reports
  const leads = may('slip.instruct')
  return (
    <WaysBy value={ways}>
      <PhoneSheet
        key={id}
        id={id}
        onBack={() => void navigate({ to: '/my-projects', search: {} })}
        onFull={() => void navigate({ to: '/projects/$id', params: { id: given }, search: {} })}
        onCall={may('contact.reveal') || may('responsibility.read') ? setCalling : undefined}
        chain={
          may('responsibility.read') ? (
            <Suspense fallback={null}>
              <ChainLines id={id} />
            </Suspense>
          ) : null
        }
        card={<ProjectCard project={id} sheet />}
        work={(view) => (
          <Suspense fallback={<Skeleton active />}>
            <SheetWork project={view.id} />
          </Suspense>
        )}
        main={(view) => [
          ...(leads ? [] : raise(view)),
          ...(record ? [{ key: 'talk', label: t('talk.record'), onClick: () => record(aboutOf(view)) }] : []),
        ]}
        more={(view) => (leads ? raise(view) : [])}
        acts={(view) => <Instruct project={view} />}
      />
      <Suspense fallback={null}>
        {calling ? <CallDialog project={id} callees={calling} onClose={() => setCalling(null)} /> : null}
        {raising ? <Raise view={raising} onClose={() => setRaising(null)} /> : null}
      </Suspense>
    </WaysBy>
  )
}
