/** The sheet of a project in a hand: how far, what next, how much, who, what happened last. Everything on one page. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EntryStateWords, FundsTotalsTitles, ProjectTitles } from '@/api/labels'
import { date, instant } from '@/shared/dates'
import { headline } from '@/shared/money'
import { type Act, ActionBar } from '@/shared/ui/action-bar'
import { FactList, Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { StageTag } from '@/shared/ui/stage'
import { useTitle } from '@/shared/ui/title'
import { fundsQuery, lifecycleQuery, type ProjectView, projectQuery, recentQuery, transitionsQuery } from './api'
import './detail.css'
import './phone-sheet.css'
import { NextSteps } from './next-steps'
import { Repairs } from './repairs'
import { figures, known, lacking, people, plain } from './sheet-facts'
import { StageLine } from './stage-line'

/** An investor in the library, whose contacts can be called. */
export type Callee = { enterpriseId: number; name: string }
type Props = {
  id: number
  onBack: () => void
  onFull: () => void
  /** Calls one of these, or whoever answers for the project; absent when the caller may see no number at all. */
  onCall?: ((callees: readonly Callee[]) => void) | undefined
  /** Its card and why. */
  card?: ReactNode
  /** Who answers for it. */
  chain?: ReactNode
  /** What is to be done about it, as the other rooms tell. */
  work?: ((view: ProjectView) => ReactNode) | undefined
  /** Buttons that bring their own layer. */
  acts?: ((view: ProjectView) => ReactNode) | undefined
  /** What else may be done about it, e.g. a note of what was said. */
  main?: ((view: ProjectView) => readonly Act[]) | undefined
  /** And what is wanted less often. */
  more?: ((view: ProjectView) => readonly Act[]) | undefined
}

/** Entries of the funds that are shown before one opens the project. */
const ENTRIES = 5

export function PhoneSheet({ id, onBack, onFull, onCall, card, chain, work, acts, main, more }: Props) {
  const { t } = useTranslation()
  const project = useQuery(projectQuery(id))
  const lifecycle = useQuery(lifecycleQuery(id))
  const transitions = useQuery(transitionsQuery(id))
  const view = project.data?.data
  useTitle(view?.name ?? t('menu.myProjects'))
  // the first failure is told: the tries that follow are no reason to let somebody wait before a grey page
  const failure = project.error ?? project.failureReason
  if (!view) {
    return (
      <div className="phone-sheet">
        {failure ? (
          <ProblemAlert error={failure} title={t('state.loadFailed')} onRetry={() => void project.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 12 }} />
        )}
        <ActionBar main={[{ key: 'back', label: t('projects.mine.back'), onClick: onBack }]} more={[]} />
      </div>
    )
  }
  const waiting = lifecycle.data?.records.find((one) => one.state === 'submitted' && !one.superseded_at)
  const steps = transitions.data && {
    ...transitions.data,
    targets: transitions.data.targets.map((target) => ({ ...target, blocking: lacking(target) })),
  }
  const callees = view.parties.flatMap((one): Callee[] =>
    one.role === 'investor' && one.enterprise_id ? [{ enterpriseId: one.enterprise_id, name: one.name }] : [],
  )
  return (
    <article className="phone-sheet" aria-busy={project.isFetching}>
      <header className="panel">
        <Button type="link" className="phone-back" onClick={onBack}>
          <span aria-hidden="true">‹</span>
          {t('projects.mine.back')}
        </Button>
        <h1>{view.name}</h1>
        <p className="phone-marks">
          <StageTag stage={view.stage} endState={view.end_state} />
          <span>{view.number}</span>
          {view.confidential ? <span className="mark">{t('project.confidential')}</span> : null}
        </p>
        {lifecycle.data ? (
          <>
            <StageLine groups={lifecycle.data.groups} />
            <p className="stage-since">
              {t('project.inStage', { days: lifecycle.data.days_in_stage })}
              {lifecycle.data.overdue ? <strong>{t('project.overdue')}</strong> : null}
            </p>
          </>
        ) : null}
      </header>
      {card ? <div className="phone-card">{card}</div> : null}
      {work?.(view)}
      {lifecycle.error ? <ProblemAlert error={lifecycle.error} onRetry={() => void lifecycle.refetch()} /> : null}
      {steps && !view.end_state ? (
        <Repairs view={view} transitions={transitions.data}>
          <NextSteps transitions={steps} waiting={waiting?.stage} />
        </Repairs>
      ) : null}
      {transitions.error ? <ProblemAlert error={transitions.error} onRetry={() => void transitions.refetch()} /> : null}
      {chain}
      <Panel title={t('projects.sheet.figures')}>
        <FactList facts={known(figures(view))} />
      </Panel>
      <Panel title={t('projects.sheet.who')}>
        <FactList facts={known(people(view))} />
      </Panel>
      <Funds id={id} />
      <Panel title={t('project.basics')}>
        <FactList facts={[...(view.content ? [[ProjectTitles.content, view.content] as const] : []), ...known(plain(view, t))]} />
      </Panel>
      <Recent id={id} />
      <ActionBar
        main={[
          ...(onCall ? [{ key: 'call', label: t('projects.sheet.call'), primary: true, onClick: () => onCall(callees) }] : []),
          ...(main?.(view) ?? []),
        ]}
        more={[...(more?.(view) ?? []), { key: 'full', label: t('projects.sheet.full'), onClick: onFull }]}
      >
        {acts?.(view)}
      </ActionBar>
    </article>
  )
}

function Funds({ id }: { id: number }) {
  const { t } = useTranslation()
  const funds = useQuery(fundsQuery(id))
  if (funds.error) return <ProblemAlert error={funds.error} onRetry={() => void funds.refetch()} />
  if (!funds.data) return null
  const { items, totals } = funds.data
  return (
    <Panel title={t('project.funds')}>
      {items.length === 0 ? (
        <p className="note">{t('project.noFunds')}</p>
      ) : (
        <>
          <FactList
            facts={[
              [FundsTotalsTitles.in_place_yuan, headline(totals.in_place_yuan)],
              [FundsTotalsTitles.pending_yuan, headline(totals.pending_yuan)],
            ]}
          />
          <ol className="phone-lines">
            {items.slice(0, ENTRIES).map((entry) => (
              <li key={entry.id}>
                <span>{date(entry.entered_on)}</span>
                <span className="num">{headline(entry.amount_yuan)}</span>
                <small>
                  {EntryStateWords[entry.state]}
                  {entry.reversed_by_id ? t('project.reversed') : ''}
                </small>
              </li>
            ))}
          </ol>
        </>
      )}
    </Panel>
  )
}

function Recent({ id }: { id: number }) {
  const { t } = useTranslation()
  const recent = useQuery(recentQuery(id))
  if (recent.error) return <ProblemAlert error={recent.error} onRetry={() => void recent.refetch()} />
  if (!recent.data) return null
  return (
    <Panel title={t('projects.sheet.recent')}>
      <ol className="phone-lines">
        {recent.data.items.map((event) => (
          <li key={event.id}>
            <span>{event.title}</span>
            <small>{event.actor_name ?? t('timeline.system')}</small>
            <small>{instant(event.at)}</small>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
