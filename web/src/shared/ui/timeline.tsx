/** What happened, newest first: who did what and when, and what was before and after, in words. */
import Button from 'antd/es/button'
import { useTranslation } from 'react-i18next'
import type { components } from '@/api/schema'
import { i18n } from '@/i18n'
import { instant } from '../dates'
import { exact } from '../money'
import { Ago } from './ago'
import { kindOf, SHAPES_OF } from './timeline-kinds'
import './timeline.css'

type Event = components['schemas']['JournalEntry'] & {
  title: string
  changes: components['schemas']['JournalChange'][]
}
type Props = { label: string; events: readonly Event[]; onMore?: (() => void) | undefined; loading?: boolean }

export function Timeline({ label, events, onMore, loading = false }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <ol className="timeline" aria-label={label}>
        {runsOf(events).map((run) =>
          run.length === 1 || !isMachine(run[0]) ? (
            run.map((event) => <Entry key={event.id} event={event} />)
          ) : (
            <li key={run[0]?.id}>
              <details>
                <summary>{t('timeline.machine', { n: run.length })}</summary>
                <ol>
                  {run.map((event) => (
                    <Entry key={event.id} event={event} />
                  ))}
                </ol>
              </details>
            </li>
          ),
        )}
      </ol>
      {onMore ? (
        <Button onClick={onMore} loading={loading}>
          {t('timeline.more')}
        </Button>
      ) : null}
    </>
  )
}

export type { Event }

const isMachine = (event: Event | undefined): boolean => event?.actor_kind === 'system'

/** What the machine did one after the other is one line: people look for what people did. */
function runsOf(events: readonly Event[]): Event[][] {
  const runs: Event[][] = []
  for (const event of events) {
    const last = runs.at(-1)
    if (last && isMachine(event) && isMachine(last[0])) last.push(event)
    else runs.push([event])
  }
  return runs
}

function Entry({ event }: { event: Event }) {
  const { t } = useTranslation()
  const kind = kindOf(event.event)
  return (
    <li>
      <p>
        <Ago at={event.at} />
        <span className="timeline-kind">
          <span aria-hidden="true">{SHAPES_OF[kind]}</span>
          {t(`timeline.kind.${kind}`)}
        </span>
        <strong>{event.title}</strong>
        <span>{event.actor_name ?? t('timeline.system')}</span>
      </p>
      <Changes changes={event.changes} />
    </li>
  )
}

/** Fields that have a name; what has none is the machine's own business. */
function Changes({ changes }: { changes: Event['changes'] }) {
  const { t } = useTranslation()
  const named = changes.filter((one) => one.title)
  if (named.length === 0) return null
  const list = (
    <dl>
      {named.map((one) => (
        <div key={one.field}>
          <dt>{one.title}</dt>
          <dd>
            {empty(one.before) ? null : (
              <>
                <del>{shown(one.field, one.before)}</del> →{' '}
              </>
            )}
            {shown(one.field, one.after)}
          </dd>
        </div>
      ))}
    </dl>
  )
  // what was registered has many fields and no before: it is there for those who look
  return named.length > 6 ? (
    <details>
      <summary>{t('timeline.fields', { n: named.length })}</summary>
      {list}
    </details>
  ) : (
    list
  )
}

const empty = (value: unknown): boolean => value === null || value === undefined || value === ''

function shown(field: string, value: unknown): string {
  if (empty(value)) return '—'
  if (typeof value === 'number' && field.endsWith('_yuan')) return exact(value)
  if (typeof value === 'string' && field.endsWith('_at')) return instant(value)
  if (Array.isArray(value)) return value.map((one) => shown(field, one)).join('；') || '—'
  if (typeof value === 'boolean') return i18n.t(value ? 'form.yes' : 'form.no')
  if (typeof value === 'object') {
    const parts = Object.entries(value as object).filter(([, one]) => !empty(one) && typeof one !== 'object')
    return parts.map(([name, one]) => shown(name, one)).join(' ') || '—'
  }
  return String(value)
}
