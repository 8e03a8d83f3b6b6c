/** 我的项目: what waits for me first, then what I or my unit answer for, last moved first. One tap opens the sheet of a project. */
import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import type { ComponentType, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { AuditStateWords, ProjectTitles } from '@/api/labels'
import { daysTo, today } from '@/shared/dates'
import { headline } from '@/shared/money'
import { ColourTag } from '@/shared/ui/colour'
import { ProblemAlert } from '@/shared/ui/problem'
import { StageTag } from '@/shared/ui/stage'
import { useTitle } from '@/shared/ui/title'
import { lifecycleQuery, type MyProject, mineQuery, projectQuery, worstQuery } from './api'
import './mine.css'
import type { Lifecycle } from './stage-bar'
import { StageLine } from './stage-line'

/** What the caller has to do at a project, in the words of the inbox. */
export type Waiting = { id: number; why: string; overdueDays: number }
/** Projects entrusted to me by name, those that my unit leads, or supports. */
export type Part = 'own' | 'lead' | 'support'
export const PARTS: readonly Part[] = ['own', 'lead', 'support']
/** Colours that come before everything else. */
const WORST = ['red', 'orange'] as const

type Props = {
  unitId: number
  part: Part
  /** Most urgent first. */
  waiting: readonly Waiting[]
  /** Links of the page: a card to its sheet, and the two lists. */
  Card: ComponentType<{ id: number; className: string; children: ReactNode }>
  nav: ReactNode
  /** More beside the title, e.g. what waits elsewhere. */
  aside?: ReactNode
}

export function MyProjects({ unitId, part, waiting, Card, nav, aside }: Props) {
  const { t } = useTranslation()
  useTitle(t('menu.myProjects'))
  const list = useInfiniteQuery(mineQuery(unitId, part))
  const first = useQueries({ queries: waiting.map((one) => projectQuery(one.id)) })
  const urgent = first.flatMap((one) => (one.data ? [one.data.data] : []))
  // the worst are asked for by themselves: they come first however long ago they last moved
  const worst = useQueries({ queries: WORST.map((colour) => worstQuery(unitId, part, colour)) })
  const listed = list.data?.pages.flatMap((page) => page.items) ?? []
  const coloured = [...worst.flatMap((one) => one.data ?? []), ...listed]
  const colourOf = (id: number) => coloured.find((one) => one.id === id)?.colour
  const withColour = (one: MyProject): MyProject => {
    const colour = colourOf(one.id)
    return colour ? { ...one, colour } : one
  }
  const all: MyProject[] = [...urgent.map(withColour), ...coloured]
  const known = all.filter((one, i) => all.findIndex((other) => other.id === one.id) === i)
  // red first, then orange; the others stand where they stood
  const place = (one: MyProject) => (one.colour?.colour === 'red' ? 0 : one.colour?.colour === 'orange' ? 1 : 2)
  const shown: MyProject[] = [...known].sort((a, b) => place(a) - place(b))
  return (
    <div className="mine">
      <header className="page-head">
        <h1>{t('menu.myProjects')}</h1>
        {nav}
        {aside}
      </header>
      {list.error ? <ProblemAlert error={list.error} title={t('state.loadFailed')} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? (
        <Skeleton active paragraph={{ rows: 8 }} />
      ) : shown.length === 0 && !list.error ? (
        <p className="nothing" role="status">
          {t(`projects.mine.none.${part}`)}
        </p>
      ) : (
        <ul className="mine-cards" aria-label={t('menu.myProjects')}>
          {shown.map((project) => (
            <li key={project.id}>
              <Card id={project.id} className="mine-card">
                <CardOf project={project} waiting={waiting.find((one) => one.id === project.id)} />
              </Card>
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <Button size="large" onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t('projects.mine.more')}
        </Button>
      ) : null}
    </div>
  )
}

function CardOf({ project, waiting }: { project: MyProject; waiting: Waiting | undefined }) {
  const { t } = useTranslation()
  const lifecycle = useQuery(lifecycleQuery(project.id)).data
  const moved = -daysTo(today(new Date(project.updated_at)))
  const amounts = [
    [ProjectTitles.total_investment_yuan, headline(project.total_investment_yuan)],
    [t('projects.mine.inPlace'), headline(project.funds_in_place_yuan)],
  ] as const
  return (
    <>
      <strong>{project.name}</strong>
      {waiting ? (
        <span className="mine-waiting">
          {waiting.why}
          {waiting.overdueDays > 0 ? <b> {t('projects.mine.late', { n: waiting.overdueDays })}</b> : null}
        </span>
      ) : null}
      {project.colour ? (
        <span className="mine-colour">
          <ColourTag colour={project.colour.colour} long /> {project.colour.because}
        </span>
      ) : null}
      <span className="mine-stage">
        <StageTag stage={project.stage} endState={project.end_state} />
        {lifecycle ? (
          <span>
            {t('project.inStage', { days: lifecycle.days_in_stage })}
            {lifecycle.overdue ? <b> {t('project.overdue')}</b> : null}
          </span>
        ) : null}
      </span>
      {lifecycle ? <StageLine groups={lifecycle.groups} /> : <span className="mine-line" aria-hidden="true" />}
      <span className="mine-amounts">
        {amounts.map(([title, text]) => (
          <span key={title}>
            <small>{title}</small> {text}
          </span>
        ))}
      </span>
      <span className="mine-next">
        <span>{lifecycle ? <Next lifecycle={lifecycle} /> : null}</span>
        <small>{moved > 0 ? t('projects.mine.moved', { n: moved }) : t('projects.mine.movedToday')}</small>
      </span>
    </>
  )
}

/** The stage ahead, and how far its papers are. */
function Next({ lifecycle }: { lifecycle: Lifecycle }) {
  const { t } = useTranslation()
  const next = lifecycle.end_state ? undefined : lifecycle.stages.find((one) => one.progress === 'ahead')
  if (!next) return null
  const papers = next.record_state ? AuditStateWords[next.record_state] : t('projects.mine.noPapers')
  return <>{t('projects.mine.next', { stage: next.label, papers })}</>
}
