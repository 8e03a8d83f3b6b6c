/** One project: what it is, how far it is, what stands in the way of the next stage, its money, papers and history. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '@/shared/keys'
import { useNarrow, useWide } from '@/shared/narrow'
import { ActionBar } from '@/shared/ui/action-bar'
import { PageTabs } from '@/shared/ui/page-tabs'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { useTitle } from '@/shared/ui/title'
import { lifecycleQuery, type ProjectView, projectQuery, transitionsQuery } from './api'
import './detail.css'
import { useActs } from './acts'
import { Basics } from './basics'
import { Dialogs } from './dialogs'
import { Head } from './head'
import { NextSteps } from './next-steps'
import { type Opening, openingOf } from './openings'
import { Repairs, type Way } from './repairs'
import { StageBar } from './stage-bar'

// each tab brings its own forms: one reads the basics first and opens the others when they are wanted
const Access = lazy(() => import('./access').then((m) => ({ default: m.Access })))
const Amendments = lazy(() => import('./amendments').then((m) => ({ default: m.Amendments })))
const Funds = lazy(() => import('./funds').then((m) => ({ default: m.Funds })))
const History = lazy(() => import('./history').then((m) => ({ default: m.History })))
const Records = lazy(() => import('./records').then((m) => ({ default: m.Records })))
const Latest = lazy(() => import('./latest').then((m) => ({ default: m.Latest })))
const Signatures = lazy(() => import('./signatures').then((m) => ({ default: m.Signatures })))

type Props = {
  id: number
  /** What the caller may do at all, for lists that have no view of their own. */
  can: readonly string[]
  tab: string | undefined
  /** How much is behind a tab, where it is known. */
  counts?: Readonly<Record<string, number | undefined>>
  /** A form that the address asks for; told when it was taken up. */
  asked?: string | undefined
  onAsked?: () => void
  onTab: (tab: string) => void
  onBack: () => void
  onPrint: () => void
  /** Draws the talks about the project, of a room of its own. */
  talks?: ((view: ProjectView) => ReactNode) | undefined
  /** Tabs of rooms of their own, behind the talks. */
  guests?: readonly Guest[]
  /** The card in its head. */
  card?: ReactNode
  /** More that may be done about it. */
  acts?: ((view: ProjectView) => ReactNode) | undefined
  /** Draws who answers for it, in one row. */
  chain?: ((onMore: () => void) => ReactNode) | undefined
  /** Records a talk about it. */
  onTalk?: ((view: ProjectView) => void) | undefined
  /** Shows it to colleagues. */
  onCopy?: ((view: ProjectView) => void) | undefined
  /** Assigns a role, in the room that knows them. */
  assign?: ((role: string, onClose: () => void) => ReactNode) | undefined
  /** Where the project stands in the list one came from, and the way to its neighbours. */
  walk?: ReactNode
}

/** Tabs that other rooms draw. */
export type Guest = { key: string; label: string; children: (view: ProjectView) => ReactNode }

/** First what everybody looks for (keys 1–9), behind them what some need now and then. */
const ORDER = [
  ...['basics', 'talks', 'funds', 'procedures', 'tickets', 'supervision', 'records', 'history', 'signatures'],
  ...['progress', 'responsibility', 'services', 'amendments', 'access'],
]
const placeOf = (key: string): number => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length)

export function ProjectDetail(props: Props) {
  const { id, can, tab, asked, onAsked, onTab, onBack, onPrint, talks, guests = [], card, acts, chain, assign } = props
  const { counts = {}, onTalk, onCopy, walk } = props
  const { t } = useTranslation()
  const client = useQueryClient()
  const narrow = useNarrow()
  const wide = useWide()
  const [open, setOpen] = useState<Opening | null>(null)
  const project = useQuery(projectQuery(id))
  const lifecycle = useQuery(lifecycleQuery(id))
  const transitions = useQuery(transitionsQuery(id))
  const view = project.data?.data
  useTitle(view?.name ?? t('menu.projects'))
  const shown = ['basics', 'funds', 'signatures', 'records', 'amendments', 'access', 'history', ...(talks ? ['talks'] : [])]
    .concat(guests.map((one) => one.key))
    .sort((a, b) => placeOf(a) - placeOf(b))
  useKeys(Object.fromEntries(shown.slice(0, 9).map((name, i) => [String(i + 1), () => onTab(name)])))
  // what the address asks for is opened once: whoever closes it and reloads has closed it
  useEffect(() => {
    if (!asked) return
    setOpen(openingOf(asked))
    onAsked?.()
  }, [asked, onAsked])
  const todo = useActs({ view, lifecycle: lifecycle.data, transitions: transitions.data, open: setOpen, onTalk, onCopy, onPrint })

  if (project.error && !view) {
    return (
      <div className="project">
        <ProblemAlert error={project.error} title={t('state.loadFailed')} onRetry={() => void project.refetch()} />
        <p>
          <Button onClick={onBack}>{t('project.back')}</Button>
        </p>
      </div>
    )
  }
  if (!view || !project.data) return <Skeleton active className="project" paragraph={{ rows: 12 }} />
  const etag = project.data.etag
  const waiting = lifecycle.data?.records.find((one) => one.state === 'submitted' && !one.superseded_at)
  const changed = () => void client.invalidateQueries({ queryKey: ['projects'] })
  const onAmend = can.includes('amendment.submit') ? (field: string) => setOpen({ form: 'amend', at: field }) : undefined
  const onWay = (way: Way) => {
    if (way.tab) onTab(way.tab)
    setOpen(way.open ?? null)
  }
  const contents: Record<string, { label: string; children: ReactNode }> = {
    basics: { label: t('project.basics'), children: <Basics view={view} onAmend={onAmend} /> },
    talks: { label: t('talk.tab'), children: talks?.(view) },
    funds: { label: t('project.funds'), children: <Funds id={id} /> },
    signatures: { label: t('projects.signatures'), children: <Signatures id={id} can={can} /> },
    records: {
      label: t('projects.records'),
      children: lifecycle.data ? <Records id={id} lifecycle={lifecycle.data} /> : <Skeleton active />,
    },
    amendments: { label: t('projects.amendments'), children: <Amendments id={id} can={can} /> },
    access: { label: t('projects.access'), children: <Access view={view} etag={etag} /> },
    history: { label: t('projects.timeline'), children: <History id={id} /> },
    ...Object.fromEntries(guests.map((one) => [one.key, { label: one.label, children: one.children(view) }])),
  }
  const countOf = (key: string) => (key === 'records' ? lifecycle.data?.records.length : counts[key])
  const active = tab && shown.includes(tab) ? tab : 'basics'
  const tabs = shown.flatMap((key, i) => {
    const one = contents[key]
    if (!one) return []
    const children = (
      <Suspense key={key} fallback={<Skeleton active />}>
        {one.children}
      </Suspense>
    )
    return [{ key, ...one, count: countOf(key), ...(i < 9 ? { title: String(i + 1) } : {}), children }]
  })
  return (
    <Repairs view={view} transitions={transitions.data} onWay={onWay}>
      <article className="project" aria-busy={project.isFetching}>
        <Head view={view} acts={narrow ? undefined : todo} onBack={onBack} card={card} walk={walk}>
          {acts?.(view)}
        </Head>
        {lifecycle.data ? <StageBar lifecycle={lifecycle.data} /> : null}
        {lifecycle.error ? <ProblemAlert error={lifecycle.error} onRetry={() => void lifecycle.refetch()} /> : null}
        {chain?.(() => onTab('responsibility'))}
        {transitions.data ? <NextSteps transitions={transitions.data} waiting={waiting?.stage} /> : null}
        {transitions.error ? <ProblemAlert error={transitions.error} onRetry={() => void transitions.refetch()} /> : null}
        <div className="project-body">
          <div className="project-tabs">
            <PageTabs label={view.name} active={active} onTab={onTab} tabs={tabs} />
          </div>
          {wide && active !== 'history' ? (
            <Suspense fallback={null}>{lifecycle.data && transitions.data ? <Latest id={id} /> : null}</Suspense>
          ) : null}
        </div>
        {narrow ? (
          <ActionBar
            main={todo.first}
            more={[...todo.second, ...todo.rest, { key: 'back', label: t('project.back'), onClick: onBack }]}
          >
            {acts?.(view)}
          </ActionBar>
        ) : null}
        <Dialogs
          open={open}
          view={view}
          etag={etag}
          lifecycle={lifecycle.data}
          transitions={transitions.data}
          assign={assign}
          onAmend={onAmend}
          onDone={() => {
            say(t('projects.saved'))
            changed()
          }}
          onClose={() => setOpen(null)}
        />
      </article>
    </Repairs>
  )
}
