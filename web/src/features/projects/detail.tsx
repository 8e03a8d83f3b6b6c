/** One project: what it is, how far it is, what stands in the way of the next stage, its money and its history. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import Tabs from 'antd/es/tabs'
import { useTranslation } from 'react-i18next'
import { ProjectItemTitles, ProjectTitles } from '@/api/labels'
import { useKeys } from '@/shared/keys'
import { exact, headline } from '@/shared/money'
import { ProblemAlert } from '@/shared/ui/problem'
import { StageTag } from '@/shared/ui/stage'
import { useTitle } from '@/shared/ui/title'
import { lifecycleQuery, type ProjectView, projectQuery, transitionsQuery } from './api'
import './detail.css'
import { Basics } from './basics'
import { Funds } from './funds'
import { History } from './history'
import { NextSteps } from './next-steps'
import { StageBar } from './stage-bar'

type Props = { id: number; tab: string | undefined; onTab: (tab: string) => void; onBack: () => void }

const TABS = ['basics', 'funds', 'history'] as const

export function ProjectDetail({ id, tab, onTab, onBack }: Props) {
  const { t } = useTranslation()
  const project = useQuery(projectQuery(id))
  const lifecycle = useQuery(lifecycleQuery(id))
  const transitions = useQuery(transitionsQuery(id))
  const view = project.data?.data
  useTitle(view?.name ?? t('menu.projects'))
  useKeys(Object.fromEntries(TABS.map((name, i) => [String(i + 1), () => onTab(name)])))

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
  if (!view) return <Skeleton active className="project" paragraph={{ rows: 12 }} />
  return (
    <article className="project" aria-busy={project.isFetching}>
      <Head view={view} onBack={onBack} />
      {lifecycle.data ? <StageBar lifecycle={lifecycle.data} /> : null}
      {lifecycle.error ? <ProblemAlert error={lifecycle.error} onRetry={() => void lifecycle.refetch()} /> : null}
      {transitions.data ? <NextSteps transitions={transitions.data} /> : null}
      {transitions.error ? <ProblemAlert error={transitions.error} onRetry={() => void transitions.refetch()} /> : null}
      <Tabs
        className="project-tabs"
        activeKey={TABS.includes(tab as never) ? (tab as string) : 'basics'}
        onChange={onTab}
        items={[
          { key: 'basics', label: t('project.basics'), children: <Basics view={view} /> },
          { key: 'funds', label: t('project.funds'), children: <Funds id={id} /> },
          { key: 'history', label: t('project.history'), children: <History id={id} /> },
        ]}
      />
    </article>
  )
}

function Head({ view, onBack }: { view: ProjectView; onBack: () => void }) {
  const { t } = useTranslation()
  const investors = view.parties.filter((p) => p.role === 'investor').map((p) => p.name)
  const facts = [
    [ProjectTitles.number, view.number],
    [
      ProjectTitles.total_investment_yuan,
      <span key="m" title={exact(view.total_investment_yuan)}>
        {headline(view.total_investment_yuan)}
      </span>,
    ],
    [t('project.investors'), investors.join('、') || t('state.unknown')],
    [ProjectItemTitles.lead_unit_name, view.lead_unit_name],
    [ProjectTitles.place, view.place || t('state.unknown')],
  ] as const
  return (
    <header className="project-head">
      <div className="project-name">
        <h1>{view.name}</h1>
        <StageTag stage={view.stage} endState={view.end_state} />
        {view.confidential ? <span className="mark">{t('project.confidential')}</span> : null}
        {view.exclusion_code ? <span className="mark">{t('project.excluded')}</span> : null}
        <Button className="no-print" onClick={onBack}>
          {t('project.back')}
        </Button>
      </div>
      <dl className="facts">
        {facts.map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  )
}
