/** One kind of rules: what is in force, all revisions, what two of them differ in, and a new one. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RuleRevisionTitles } from '@/api/labels'
import { date, instant } from '@/shared/dates'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { Rows } from '@/shared/ui/rows'
import { say } from '@/shared/ui/said'
import { useTitle } from '@/shared/ui/title'
import { authorQuery, revisionsQuery, ruleSetQuery, type Summary } from './api'
import { Compare } from './compare'
import { Content } from './content'

const RevisionDialog = lazy(() => import('./form').then((m) => ({ default: m.RevisionDialog })))

export type Compared = { to: number | undefined; from: number | undefined }
type Props = {
  kind: string
  /** More about what is in force, of a room of its own. */
  trial?: ((content: unknown) => ReactNode) | undefined
  compared: Compared
  onCompare: (next: Compared) => void
  onBack: () => void
}

export function RuleSetDetail({ kind, trial, compared, onCompare, onBack }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const found = useQuery(ruleSetQuery(kind))
  const revisions = useQuery(revisionsQuery(kind))
  const [editing, setEditing] = useState(false)
  const set = found.data?.data
  useTitle(set?.label ?? t('menu.rules'))
  if (!set) {
    return found.error ? (
      <div className="sheet">
        <ProblemAlert error={found.error} title={t('state.loadFailed')} onRetry={() => void found.refetch()} />
        <p>
          <Button onClick={onBack}>{t('rulesets.back')}</Button>
        </p>
      </div>
    ) : (
      <Skeleton active paragraph={{ rows: 10 }} />
    )
  }
  const all = revisions.data?.items ?? []
  const waiting = all.find((one) => one.revision === set.latest_revision && one.revision > set.in_force.revision)
  return (
    <article className="sheet" aria-busy={found.isFetching}>
      <header className="page-head">
        <h1>{set.label}</h1>
        <span className="tag">{t('rulesets.inForce', { revision: set.in_force.revision })}</span>
        <span className="asof">{t('rulesets.since', { on: date(set.in_force.in_force_from) })}</span>
        <div className="page-actions">
          {set.can.includes('ruleset.edit') ? (
            <Button type="primary" onClick={() => setEditing(true)}>
              {t('rulesets.edit')}
            </Button>
          ) : null}
          <Button onClick={onBack}>{t('rulesets.back')}</Button>
        </div>
      </header>
      {waiting ? (
        <p className="panel" role="note">
          {t('rulesets.pending', { revision: waiting.revision, on: date(waiting.in_force_from) })}
        </p>
      ) : null}
      <Panel title={t('rulesets.content')}>
        <Content kind={kind} content={set.in_force.content} />
      </Panel>
      {trial && set.can.includes('ruleset.edit') ? trial(set.in_force.content) : null}
      <Panel title={t('rulesets.history')}>
        {revisions.error ? <ProblemAlert error={revisions.error} onRetry={() => void revisions.refetch()} /> : null}
        {revisions.isPending ? <Skeleton active /> : null}
        {all.length > 0 ? <Revisions all={all} /> : null}
      </Panel>
      {all.length > 0 ? (
        <Panel title={t('rulesets.compare')}>
          <Compare kind={kind} all={all} compared={compared} onCompare={onCompare} />
        </Panel>
      ) : null}
      {editing ? (
        <Suspense fallback={null}>
          <RevisionDialog
            set={set}
            etag={found.data?.etag ?? ''}
            onDone={(saved) => {
              say(t('rulesets.saved', { revision: saved }))
              void queries.invalidateQueries({ queryKey: ['rulesets'] })
            }}
            onClose={() => setEditing(false)}
          />
        </Suspense>
      ) : null}
    </article>
  )
}

function Revisions({ all }: { all: readonly Summary[] }) {
  const { t } = useTranslation()
  const current = all.find((one) => one.is_in_force)?.revision ?? 0
  const state = (one: Summary) =>
    t(one.is_in_force ? 'rulesets.current' : one.revision > current ? 'rulesets.waiting' : 'rulesets.past')
  return (
    <Rows
      caption={t('rulesets.history')}
      head={[
        { title: RuleRevisionTitles.revision },
        { title: t('rulesets.state') },
        { title: RuleRevisionTitles.in_force_from },
        { title: RuleRevisionTitles.created_by },
        { title: RuleRevisionTitles.created_at },
        { title: RuleRevisionTitles.reason },
      ]}
      rows={all.map((one) => ({
        key: one.revision,
        cells: [
          t('rulesets.number', { n: one.revision }),
          state(one),
          date(one.in_force_from),
          { text: <Author id={one.created_by} /> },
          instant(one.created_at),
          one.reason,
        ],
      }))}
    />
  )
}

function Author({ id }: { id: number | null | undefined }) {
  const { t } = useTranslation()
  const found = useQuery({ ...authorQuery(id ?? 0), enabled: Boolean(id) })
  if (!id) return t('rulesets.builtIn')
  return found.data?.name ?? t('rulesets.author', { id })
}
