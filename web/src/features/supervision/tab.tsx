/** On the page of a project: its colour with history and outlook, and the slips on it. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SlipStateWords } from '@/api/labels'
import { date } from '@/shared/dates'
import { ColourTag } from '@/shared/ui/colour'
import { Why } from '@/shared/ui/colour-card'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { colourQuery, type ProjectColour, slipsOf } from './api'
import type { Go } from './detail'
import { clockOf, Level } from './level'
import './supervision.css'

const IssueForm = lazy(() => import('./issue').then((m) => ({ default: m.IssueForm })))

type Props = { project: { id: number; name: string }; go: Go; mayIssue: boolean }

export function SupervisionTab({ project, go: To, mayIssue }: Props) {
  const { t } = useTranslation()
  const colour = useQuery(colourQuery(project.id))
  const slips = useQuery(slipsOf(project.id))
  const [issuing, setIssuing] = useState(false)
  return (
    <div className="slip-tab">
      <Panel title={t('supervision.colour')}>
        {colour.error ? <ProblemAlert error={colour.error} onRetry={() => void colour.refetch()} /> : null}
        {colour.isPending ? <Skeleton active /> : null}
        {colour.data ? <Colours found={colour.data} /> : null}
      </Panel>
      <Panel
        title={t('menu.slips')}
        tools={
          mayIssue ? (
            <Button size="small" onClick={() => setIssuing(true)}>
              {t('supervision.issue')}
            </Button>
          ) : null
        }
      >
        {slips.error ? <ProblemAlert error={slips.error} onRetry={() => void slips.refetch()} /> : null}
        {slips.data?.items.length === 0 ? <p className="note">{t('supervision.noneHere')}</p> : null}
        <ol className="slip-lines">
          {slips.data?.items.map((one) => (
            <li key={one.id}>
              <p>
                <Level slip={one} />{' '}
                <To to="slip" id={one.id}>
                  {one.number}
                </To>{' '}
                {one.matter}
              </p>
              <small>
                {SlipStateWords[one.state]} ·{' '}
                <span className={one.overdue_days > 0 ? 'slip-late' : undefined}>{clockOf(one)}</span> · {one.unit_name}{' '}
                {one.person_name} · {t('supervision.issuer')} {one.issuer_name}
              </small>
            </li>
          ))}
        </ol>
      </Panel>
      <Suspense fallback={null}>{issuing ? <IssueForm project={project} onClose={() => setIssuing(false)} /> : null}</Suspense>
    </div>
  )
}

function Colours({ found }: { found: ProjectColour }) {
  const { t } = useTranslation()
  return (
    <>
      {found.current ? (
        <>
          <p>
            <ColourTag colour={found.current.colour} long />
          </p>
          <Why view={found.current} />
        </>
      ) : (
        <p className="note">{found.out_of_scope}</p>
      )}
      <Steps title={t('supervision.ahead')} steps={found.ahead} />
      <Steps title={t('supervision.history')} steps={found.history} />
    </>
  )
}

function Steps({ title, steps }: { title: string; steps: ProjectColour['history'] }) {
  const { t } = useTranslation()
  if (steps.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ol className="colour-steps">
        {steps.map((one) => (
          <li key={one.from_on}>
            <ColourTag colour={one.colour} />
            <span>
              {one.until_on
                ? t('supervision.span', { from: date(one.from_on), until: date(one.until_on) })
                : t('supervision.from', { on: date(one.from_on) })}
            </span>
            <small>{one.because}</small>
          </li>
        ))}
      </ol>
    </>
  )
}
