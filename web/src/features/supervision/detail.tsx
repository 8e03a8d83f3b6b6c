/** One slip at its own address: what is asked, until when and why, what was answered, what became of it. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { type ComponentType, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SlipActWords, SlipBasisWords, SlipExtensionStateWords, SlipKindWords, SlipStateWords, SlipTitles } from '@/api/labels'
import { i18n } from '@/i18n'
import { date, instant } from '@/shared/dates'
import { FileLinks } from '@/shared/ui/file-links'
import { FactList, Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { SlipActs } from './acts'
import { deadlineQuery, type SlipView, slipQuery } from './api'
import { clockOf, Level } from './level'
import './supervision.css'

/** A link to something of another page. */
export type Go = ComponentType<{ to: 'project' | 'slip'; id: number; children: ReactNode }>
type Props = { id: number; go: Go; onBack: () => void; onPrint: () => void }

export function SlipDetail({ id, go: To, onBack, onPrint }: Props) {
  const { t } = useTranslation()
  const found = useQuery(slipQuery(id))
  const slip = found.data?.data
  useTitle(slip?.number ?? t('menu.slips'))
  const back = <Button onClick={onBack}>{t('supervision.back')}</Button>
  if (found.error && !slip) {
    return (
      <div className="slip-page">
        <ProblemAlert error={found.error} title={t('state.loadFailed')} onRetry={() => void found.refetch()} />
        <p>{back}</p>
      </div>
    )
  }
  if (!slip) return <Skeleton active className="slip-page" paragraph={{ rows: 8 }} />
  return (
    <article className="slip-page" aria-busy={found.isFetching}>
      <header className="page-head">
        <h1>{slip.number}</h1>
        <Level slip={slip} />
        <span className="tag">{SlipStateWords[slip.state]}</span>
        <span className={slip.overdue_days > 0 ? 'slip-late' : undefined}>{clockOf(slip)}</span>
        <div className="page-actions">
          <SlipActs slip={slip} onPrint={onPrint} />
          {back}
        </div>
      </header>
      <Panel title={t('supervision.matter')}>
        <p className="slip-matter">{slip.matter}</p>
      </Panel>
      <Panel title={t('supervision.facts')}>
        <FactList facts={factsOf(slip, To)} />
        <Why id={id} />
      </Panel>
      <Panel title={t('supervision.feedback')}>
        {slip.feedback.length === 0 ? <p className="note">{t('supervision.noFeedback')}</p> : null}
        <ol className="slip-lines">
          {slip.feedback.map((one) => (
            <li key={one.id}>
              <p>{one.said}</p>
              <FileLinks files={one.files} />
              <small>
                {one.given_by_name} {instant(one.given_at)}
              </small>
            </li>
          ))}
        </ol>
      </Panel>
      {slip.extensions.length > 0 ? (
        <Panel title={t('supervision.extensions')}>
          <ol className="slip-lines">
            {slip.extensions.map((one) => (
              <li key={one.id}>
                <p>
                  {date(one.until_on)} {one.reason}
                </p>
                <small>
                  {one.asked_by_name} {instant(one.asked_at)} · {SlipExtensionStateWords[one.state]} {one.opinion}
                </small>
              </li>
            ))}
          </ol>
        </Panel>
      ) : null}
      {slip.chain.length > 1 ? (
        <Panel title={t('supervision.chain')}>
          <ol className="slip-lines">
            {slip.chain.map((one) => (
              <li key={one.id}>
                {one.id === slip.id ? (
                  <strong>{one.number}</strong>
                ) : (
                  <To to="slip" id={one.id}>
                    {one.number}
                  </To>
                )}{' '}
                {SlipKindWords[one.kind]} <small>{t('supervision.dueThen', { on: date(one.due_on) })}</small>
              </li>
            ))}
          </ol>
        </Panel>
      ) : null}
      <Panel title={t('supervision.course')}>
        <ol className="slip-lines">
          {slip.course.map((one) => (
            <li key={`${one.act}-${one.done_at}`}>
              <p>
                <strong>{SlipActWords[one.act]}</strong> {one.note}
              </p>
              <small>
                {one.done_by_name ?? t('supervision.system')} {instant(one.done_at)}
                {one.due_on ? ` · ${t('supervision.dueThen', { on: date(one.due_on) })}` : ''}
              </small>
            </li>
          ))}
        </ol>
      </Panel>
    </article>
  )
}

function factsOf(slip: SlipView, To: Go): (readonly [string, ReactNode])[] {
  const project = slip.project_id ? (
    <To to="project" id={slip.project_id}>
      {slip.project_name}
    </To>
  ) : null
  const facts: (readonly [string, ReactNode])[] = [
    [SlipTitles.basis, [SlipBasisWords[slip.basis], slip.basis_text].filter(Boolean).join(' ')],
    [i18n.t('supervision.project'), project],
    [i18n.t('supervision.unit'), slip.unit_name],
    [SlipTitles.person_id, slip.person_name],
    [SlipTitles.issued_by, `${slip.issuer_name} ${instant(slip.issued_at)}`],
    [SlipTitles.due_on, date(slip.due_on)],
    [SlipTitles.close_note, slip.close_note],
  ]
  return facts.filter(([, value]) => value)
}

/** Why the due day is that day, counted when it is asked for. */
function Why({ id }: { id: number }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const why = useQuery({ ...deadlineQuery(id), enabled: open })
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('supervision.why')}</summary>
      {why.error ? <ProblemAlert error={why.error} onRetry={() => void why.refetch()} /> : null}
      {why.data ? <p className="note">{why.data.explanation}</p> : null}
    </details>
  )
}
