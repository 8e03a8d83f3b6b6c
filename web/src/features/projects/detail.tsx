/** One project: what it is, how far it is, what stands in the way of the next stage, its money, papers and history. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '@/shared/keys'
import { PageTabs } from '@/shared/ui/page-tabs'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { lifecycleQuery, type ProjectView, projectQuery, transitionsQuery } from './api'
import './detail.css'
import { Basics } from './basics'
import { Head } from './head'
import { NextSteps } from './next-steps'
import { StageBar } from './stage-bar'

// each tab brings its own forms: one reads the basics first and opens the others when they are wanted
const Access = lazy(() => import('./access').then((m) => ({ default: m.Access })))
const Amendments = lazy(() => import('./amendments').then((m) => ({ default: m.Amendments })))
const Funds = lazy(() => import('./funds').then((m) => ({ default: m.Funds })))
const History = lazy(() => import('./history').then((m) => ({ default: m.History })))
const Records = lazy(() => import('./records').then((m) => ({ default: m.Records })))
const Signatures = lazy(() => import('./signatures').then((m) => ({ default: m.Signatures })))

type Props = {
  id: number
  /** What the caller may do at all, for lists that have no view of their own. */
  can: readonly string[]
  tab: string | undefined
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
  /** Where the project stands in the list one came from, and the way to its neighbours. */
  walk?: ReactNode
}

/** Tabs that other rooms draw. */
export type Guest = { key: string; label: string; children: (view: ProjectView) => ReactNode }

const TABS = ['basics', 'talks', 'funds', 'signatures', 'records', 'amendments', 'access', 'history'] as const

export function ProjectDetail(props: Props) {
  const { id, can, tab, onTab, onBack, onPrint, talks, guests = [], card, acts, chain, onTalk, onCopy, walk } = props
  const { t } = useTranslation()
  const client = useQueryClient()
  const project = useQuery(projectQuery(id))
  const lifecycle = useQuery(lifecycleQuery(id))
  const transitions = useQuery(transitionsQuery(id))
  const view = project.data?.data
  useTitle(view?.name ?? t('menu.projects'))
  const shown: string[] = TABS.filter((name) => name !== 'talks' || talks)
  shown.splice(talks ? 3 : 2, 0, ...guests.map((one) => one.key))
  useKeys(Object.fromEntries(shown.map((name, i) => [String(i + 1), () => onTab(name)])))

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
  const tabs = [
    { key: 'basics', label: t('project.basics'), children: <Basics view={view} /> },
    ...(talks ? [{ key: 'talks', label: t('talk.tab'), children: talks(view) }] : []),
    { key: 'funds', label: t('project.funds'), children: <Funds id={id} /> },
    ...guests.map((one) => ({ ...one, children: one.children(view) })),
    { key: 'signatures', label: t('projects.signatures'), children: <Signatures id={id} can={can} /> },
    {
      key: 'records',
      label: t('projects.records'),
      children: lifecycle.data ? <Records id={id} lifecycle={lifecycle.data} /> : <Skeleton active />,
    },
    { key: 'amendments', label: t('projects.amendments'), children: <Amendments id={id} can={can} /> },
    { key: 'access', label: t('projects.access'), children: <Access view={view} etag={etag} /> },
    { key: 'history', label: t('projects.timeline'), children: <History id={id} /> },
  ]
  return (
    <article className="project" aria-busy={project.isFetching}>
      <Head
        view={view}
        etag={etag}
        lifecycle={lifecycle.data}
        transitions={transitions.data}
        onChanged={() => void client.invalidateQueries({ queryKey: ['projects'] })}
        onBack={onBack}
        onPrint={onPrint}
        onTalk={onTalk}
        card={card}
        acts={acts?.(view)}
        onCopy={onCopy}
        walk={walk}
      />
      {lifecycle.data ? <StageBar lifecycle={lifecycle.data} /> : null}
      {lifecycle.error ? <ProblemAlert error={lifecycle.error} onRetry={() => void lifecycle.refetch()} /> : null}
      {chain?.(() => onTab('responsibility'))}
      {transitions.data ? <NextSteps transitions={transitions.data} waiting={waiting?.stage} /> : null}
      {transitions.error ? <ProblemAlert error={transitions.error} onRetry={() => void transitions.refetch()} /> : null}
      <div className="project-tabs">
        <PageTabs
          label={view.name}
          active={tab && shown.includes(tab) ? tab : 'basics'}
          onTab={onTab}
          tabs={tabs.map((one) => ({ ...one, children: <Suspense fallback={<Skeleton active />}>{one.children}</Suspense> }))}
        />
      </div>
    </article>
  )
}
