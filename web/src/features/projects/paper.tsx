/** 项目一张纸: one project on A4, as it is laid on a desk. Words and shapes, no colours. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EntryStateWords, FundsEntryTitles, FundsKindWords, FundsTotalsTitles, ProjectTitles } from '@/api/labels'
import type { operations } from '@/api/schema'
import { date, instant } from '@/shared/dates'
import { headline } from '@/shared/money'
import { Cut, Paper, PaperFacts, PaperPart } from '@/shared/ui/paper'
import { ProblemAlert } from '@/shared/ui/problem'
import { StageTag } from '@/shared/ui/stage'
import { useTitle } from '@/shared/ui/title'
import { fundsQuery, lifecycleQuery, type ProjectView, projectQuery, recentQuery, transitionsQuery } from './api'
import { whoAndWhen } from './next-steps'
import { figures, known, lacking, people, plain } from './sheet-facts'
import { type Lifecycle, type Progress, SHAPES } from './stage-bar'
import type { Schemas } from './writes'

type Fact = readonly [title: string, value: string]

/** What other rooms have to say on it: nothing of what the reader may not see. */
export type PaperParts = {
  /** Not all of it is there yet. */
  waits: boolean
  failed?: { error: unknown; again: () => void } | undefined
  colour?: ReactNode
  chain?: ReactNode
  /** Short ones, two in a line. */
  rest?: ReactNode
}
type Props = { id: number; by: string; onBack: () => void; parts?: PaperParts }

/** So many entries of the funds and events of the history; whoever wants more opens the project. */
const ENTRIES = 4
const LACKS = 6
const EVENTS = 3

export function ProjectPaper({ id, by, onBack, parts = { waits: false } }: Props) {
  const { t } = useTranslation()
  const project = useQuery(projectQuery(id))
  const lifecycle = useQuery(lifecycleQuery(id))
  const transitions = useQuery(transitionsQuery(id))
  const funds = useQuery(fundsQuery(id))
  const recent = useQuery(recentQuery(id))
  const view = project.data?.data
  useTitle(view ? `${view.name} ${view.number}` : t('projects.paper'))
  const all = [project, lifecycle, transitions, funds, recent]
  const broken = all.find((one) => one.error)
  const failed = broken ? { error: broken.error, again: () => void broken.refetch() } : parts.failed
  const ready = !parts.waits && !parts.failed && view && lifecycle.data && transitions.data && funds.data && recent.data
  return (
    <Paper
      kind="dense"
      back={t('projects.backToProject')}
      onBack={onBack}
      by={by}
      notice={failed ? <ProblemAlert error={failed.error} title={t('state.loadFailed')} onRetry={failed.again} /> : null}
    >
      {ready ? (
        <div className="paper-sheet">
          <h1>{view.name}</h1>
          <p className="paper-line">
            <span>
              {ProjectTitles.number}：{view.number}
            </span>
            <span>
              {ProjectTitles.stage}：<StageTag stage={view.stage} endState={view.end_state} />（
              {t('project.inStage', { days: lifecycle.data.days_in_stage })}
              {lifecycle.data.overdue ? `，${t('project.overdue')}` : ''}）
            </span>
          </p>
          {parts.colour}
          <Stages lifecycle={lifecycle.data} />
          <Facts view={view} />
          <PaperPart title={t('project.next')}>
            <Next view={view} targets={transitions.data.targets} />
          </PaperPart>
          {parts.chain}
          <div className="paper-two">
            {parts.rest}
            <Funds items={funds.data.items} totals={funds.data.totals} />
            <PaperPart title={t('projects.sheet.recent')}>
              {recent.data.items.slice(0, EVENTS).map((event) => (
                <p key={event.id}>
                  {instant(event.at)}　{event.title}　{event.actor_name ?? t('timeline.system')}
                </p>
              ))}
            </PaperPart>
          </div>
        </div>
      ) : null}
    </Paper>
  )
}

type FundsProps = Pick<operations['get_project_funds']['responses'][200]['content']['application/json'], 'items' | 'totals'>

function Funds({ items, totals }: FundsProps) {
  const { t } = useTranslation()
  return (
    <PaperPart title={t('project.funds')}>
      {items.length === 0 ? (
        <p>{t('project.noFunds')}</p>
      ) : (
        <>
          <p>
            {FundsTotalsTitles.in_place_yuan}：{headline(totals.in_place_yuan)}，{FundsTotalsTitles.outside_province_yuan}：
            {headline(totals.outside_province_yuan)}
          </p>
          <Cut items={items} most={ENTRIES}>
            {(shown) => (
              <table>
                <thead>
                  <tr>
                    <th scope="col" className="paper-day">
                      {FundsEntryTitles.entered_on}
                    </th>
                    <th scope="col" className="num">
                      {FundsEntryTitles.amount_yuan}
                    </th>
                    <th scope="col">{FundsEntryTitles.kind}</th>
                    <th scope="col">{FundsEntryTitles.state}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((entry) => (
                    <tr key={entry.id}>
                      <td className="paper-day">{date(entry.entered_on)}</td>
                      <td className="num">{headline(entry.amount_yuan)}</td>
                      <td>{FundsKindWords[entry.kind]}</td>
                      <td>
                        {EntryStateWords[entry.state]}
                        {entry.reversed_by_id ? t('project.reversed') : ''}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </Cut>
        </>
      )}
    </PaperPart>
  )
}

/** The stages of the five words as shapes: ● passed, ◉ here, ○ ahead, ◌ left out. */
function Stages({ lifecycle }: { lifecycle: Lifecycle }) {
  const { t } = useTranslation()
  return (
    <table aria-label={t('project.stages')}>
      <thead>
        <tr>
          {lifecycle.groups.map((group) => (
            <th key={group.code} scope="col">
              {group.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {lifecycle.groups.map((group) => (
            <td key={group.code}>
              {lifecycle.stages
                .filter((stage) => stage.group === group.code)
                .map((stage) => (
                  <p key={stage.stage}>
                    {SHAPES[stage.progress as Progress] ?? SHAPES.ahead} {stage.label}
                    {stage.progress === 'ahead' ? null : (
                      <>
                        {' '}
                        <span className="whole">{stage.audited_on ?? stage.entered_on ?? ''}</span>
                      </>
                    )}
                  </p>
                ))}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  )
}

/** Two facts in a line; long ones over the whole width. */
function Facts({ view }: { view: ProjectView }) {
  const { t } = useTranslation()
  // what is not known yet would only take the room of what is
  const short: Fact[] = known([...figures(view), ...plain(view, t)])
  const long: Fact[] = [[ProjectTitles.content, view.content || '—'], ...known(people(view))]
  return (
    <>
      <h2>{t('project.basics')}</h2>
      <PaperFacts long={long} short={short} />
    </>
  )
}

function Next({ view, targets }: { view: ProjectView; targets: readonly Schemas['TransitionTarget'][] }) {
  const { t } = useTranslation()
  const next = view.end_state ? undefined : targets.find((target) => target.kind === 'advance')
  if (!next) return <p>—</p>
  const lacks = lacking(next)
  return (
    <>
      <p>
        {t('project.toStage', { stage: next.label })}
        {lacks.length > 0 ? `，${t('project.lacking', { n: lacks.length })}` : `。${t('project.ready')}`}
        {lacks
          .slice(0, LACKS)
          .map((item) => item.message)
          .join('；')}
        {lacks.length > LACKS ? `；${t('paper.rest', { n: lacks.length - LACKS })}` : ''}
      </p>
      <p>{whoAndWhen(next, t)}</p>
    </>
  )
}
