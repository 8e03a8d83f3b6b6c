/** A project beside the ledger: what it is, how far, what is next, its money. One goes on to the next without leaving. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ProjectTitles } from '@/api/labels'
import type { Seen } from '@/shared/list/peeking'
import { exact, wan } from '@/shared/money'
import { Glance } from '@/shared/ui/glance'
import { ProblemAlert } from '@/shared/ui/problem'
import { StageTag } from '@/shared/ui/stage'
import { lifecycleQuery, type Project, type ProjectView, projectQuery, transitionsQuery } from './api'
import { AtAGlance } from './at-a-glance'
import './detail.css'
import './peek.css'
import { NextSteps } from './next-steps'
import { Repairs } from './repairs'
import { StageBar } from './stage-bar'

export function Peek({ row, index, total, onMove, onOpen, onClose }: Seen<Project>) {
  const { t } = useTranslation()
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  const place = { n: index + 1, total }
  return (
    <aside ref={box} className="peek" role="dialog" aria-label={row?.name ?? t('grid.row', place)} tabIndex={-1}>
      <header>
        <h2>{row?.name ?? t('grid.row', place)}</h2>
        <nav aria-label={t('list.place', place)}>
          <Button size="small" title="K" aria-label={t('list.previous')} disabled={index === 0} onClick={() => onMove(index - 1)}>
            ‹
          </Button>
          <span aria-hidden="true">
            {index + 1} / {total}
          </span>
          <Button
            size="small"
            title="J"
            aria-label={t('list.next')}
            disabled={index + 1 >= total}
            onClick={() => onMove(index + 1)}
          >
            ›
          </Button>
          <Button size="small" type="primary" title="Enter" disabled={!row} onClick={onOpen}>
            {t('projects.openPage')}
          </Button>
          <Button size="small" title="Esc" onClick={onClose}>
            {t('action.close')}
          </Button>
        </nav>
      </header>
      {row ? <Facts key={row.id} id={row.id} /> : <Skeleton active paragraph={{ rows: 8 }} />}
    </aside>
  )
}

function Facts({ id }: { id: number }) {
  const project = useQuery(projectQuery(id))
  const lifecycle = useQuery(lifecycleQuery(id))
  const transitions = useQuery(transitionsQuery(id))
  const view = project.data?.data
  const failed = [project, lifecycle, transitions].find((one) => one.error)
  const waiting = lifecycle.data?.records.find((one) => one.state === 'submitted' && !one.superseded_at)
  return (
    <article className="project">
      {failed ? <ProblemAlert error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {view ? <Known view={view} /> : <Skeleton active paragraph={{ rows: 4 }} />}
      {lifecycle.data ? <StageBar lifecycle={lifecycle.data} /> : null}
      {transitions.data ? (
        <Repairs view={view} transitions={transitions.data}>
          <NextSteps transitions={transitions.data} waiting={waiting?.stage} />
        </Repairs>
      ) : null}
    </article>
  )
}

const MONEY = ['contract_amount_yuan', 'funds_in_place_yuan', 'funds_outside_province_yuan', 'funds_outside_city_yuan'] as const

function Known({ view }: { view: ProjectView }) {
  const { t } = useTranslation()
  const money = MONEY.map(
    (field) =>
      [
        `${ProjectTitles[field]}（${t('money.unit')}）`,
        <span key={field} title={exact(view[field])}>
          {wan(view[field])}
        </span>,
      ] as const,
  )
  return (
    <section className="project-head" aria-label={t('project.basics')}>
      <p className="project-name">
        <StageTag stage={view.stage} endState={view.end_state} />
        {view.tags.map((tag) => (
          <span key={tag} className="mark">
            {tag}
          </span>
        ))}
      </p>
      <AtAGlance view={view} />
      <Glance facts={money} />
      <p>{view.content}</p>
    </section>
  )
}
