/** Two revisions, place by place: what was, what is; a list shows which of its lines came and went. */
import { useQuery } from '@tanstack/react-query'
import Select from 'antd/es/select'
import Skeleton from 'antd/es/skeleton'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { RuleChangeTitles } from '@/api/labels'
import { ProblemAlert } from '@/shared/ui/problem'
import { Rows } from '@/shared/ui/rows'
import { type Change, revisionQuery, type Summary } from './api'
import type { Compared } from './detail'
import './rulesets.css'
import { linesOf, placeOf } from './words'

type Props = { kind: string; all: readonly Summary[]; compared: Compared; onCompare: (next: Compared) => void }

export function Compare({ kind, all, compared, onCompare }: Props) {
  const { t } = useTranslation()
  const ids = { from: useId(), to: useId() }
  const newest = all[0]?.revision ?? 1
  const to = all.some((one) => one.revision === compared.to) ? (compared.to ?? newest) : newest
  const before = all.find((one) => one.revision < to)?.revision
  const from = all.some((one) => one.revision === compared.from) ? compared.from : before
  const found = useQuery({ ...revisionQuery(kind, to, from), enabled: from !== undefined })
  if (all.length < 2) return <p className="note">{t('rulesets.first')}</p>
  const options = all.map((one) => ({ value: one.revision, label: t('rulesets.number', { n: one.revision }) }))
  return (
    <>
      <div className="compare-choice">
        <label htmlFor={ids.from}>{t('rulesets.from')}</label>
        <Select
          id={ids.from}
          value={from ?? null}
          options={options}
          onChange={(next) => onCompare({ from: next ?? undefined, to })}
        />
        <label htmlFor={ids.to}>{t('rulesets.to')}</label>
        <Select id={ids.to} value={to} options={options} onChange={(next) => onCompare({ from, to: next })} />
      </div>
      {found.error ? <ProblemAlert error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isLoading ? <Skeleton active /> : null}
      {found.data && found.data.changes.length === 0 ? <p className="note">{t('rulesets.same')}</p> : null}
      {found.data && found.data.changes.length > 0 ? (
        <Rows
          caption={t('rulesets.compare')}
          head={[{ title: t('rulesets.place') }, { title: RuleChangeTitles.before }, { title: RuleChangeTitles.after }]}
          rows={found.data.changes.map((change) => ({
            key: change.path,
            cells: [
              placeOf(change.path, found.data.content),
              { text: <Side change={change} side="before" /> },
              { text: <Side change={change} side="after" /> },
            ],
          }))}
        />
      ) : null}
    </>
  )
}

/** Lines that the other side does not have are marked by the element, not by colour alone. */
function Side({ change, side }: { change: Change; side: 'before' | 'after' }) {
  const lines = linesOf(change[side], change.path)
  const other = new Set(linesOf(change[side === 'before' ? 'after' : 'before'], change.path))
  if (lines.length === 0) return '—'
  return lines.map((line) =>
    other.has(line) ? (
      <div key={line}>{line}</div>
    ) : (
      <div key={line}>{side === 'before' ? <del>{line}</del> : <ins>{line}</ins>}</div>
    ),
  )
}
