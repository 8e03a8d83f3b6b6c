/** What is to be done about something: each thing with how late it is or until when, and what may be done about it right there. */
import Button from 'antd/es/button'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { daysTo, shortDate } from '../dates'
import { Panel } from './panel'
import { ProblemAlert } from './problem'
import './work.css'

/** One thing to do, as a room tells it. */
export type Work = {
  key: string
  /** Days late as the API counts them; 0 while it is not. */
  overdue: number
  due: string | null
  /** What sort of thing it is, in a word. */
  kind: string
  title: ReactNode
  note?: ReactNode
  acts?: ReactNode
}
/** All that a room has to tell; `failed` when it could not be asked. */
export type Works = {
  items: readonly Work[]
  pending: boolean
  failed?: { error: unknown; again: () => void } | undefined
}

/** So many of those that are not late are shown at once. */
const SHOWN = 6

/** The longest overdue first. */
export const lateOf = (all: readonly Work[]): Work[] => all.filter((one) => one.overdue > 0).sort((a, b) => b.overdue - a.overdue)
/** What is due next first; what has no day last. */
export const nextOf = (all: readonly Work[]): Work[] =>
  all.filter((one) => one.overdue <= 0).sort((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'))

export function WorkPanels({ of }: { of: readonly Works[] }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const items = of.flatMap((one) => one.items)
  const late = lateOf(items)
  const next = nextOf(items)
  const shown = all ? next : next.slice(0, SHOWN)
  return (
    <>
      {of.map((one, i) =>
        one.failed && one.items.length === 0 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rooms stand in a fixed order
          <ProblemAlert key={i} error={one.failed.error} title={t('state.loadFailed')} onRetry={one.failed.again} />
        ) : null,
      )}
      {late.length > 0 ? (
        <Panel title={t('work.late', { n: late.length })}>
          <Lines items={late} />
        </Panel>
      ) : null}
      <Panel title={t('work.next')}>
        {next.length === 0 && !of.some((one) => one.pending || one.failed) ? (
          <p className="note">{t(late.length > 0 ? 'work.nothingElse' : 'work.nothing')}</p>
        ) : null}
        <Lines items={shown} />
        {shown.length < next.length ? (
          <Button onClick={() => setAll(true)}>{t('work.more', { n: next.length - shown.length })}</Button>
        ) : null}
      </Panel>
    </>
  )
}

function Lines({ items }: { items: readonly Work[] }) {
  return (
    <ul className="work-lines">
      {items.map((one) => (
        <li key={one.key}>
          <p>
            <span className="mark">{one.kind}</span> <strong>{one.title}</strong>
          </p>
          <p>
            <Clock overdue={one.overdue} due={one.due} />
            {one.note ? <small>{one.note}</small> : null}
          </p>
          {one.acts ? <div className="work-acts">{one.acts}</div> : null}
        </li>
      ))}
    </ul>
  )
}

function Clock({ overdue, due }: { overdue: number; due: string | null }) {
  const { t } = useTranslation()
  if (overdue > 0) {
    return (
      <b>
        {t('work.overdue', { n: overdue })}
        {due ? t('work.wasDue', { on: shortDate(due) }) : ''}
      </b>
    )
  }
  if (!due) return null
  const days = daysTo(due)
  return (
    <span>
      {shortDate(due)} {days === 0 ? t('work.today') : days > 0 ? t('work.left', { n: days }) : ''}
    </span>
  )
}
