/** Two entries of the same enterprise become one: choose the other, choose per field, see what moves, take it back. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EnterprisePicker } from '@/shared/pick/pickers'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { candidatesQuery, type EnterpriseView, enterpriseQuery, type Merge } from './api'
import { CandidateList } from './duplicates'
import { MergeForm } from './merge-form'
import { Undo } from './merges'
import './enterprises.css'

type Props = {
  id: number
  other: number | undefined
  onOther: (id: number | undefined) => void
  /** Opens an enterprise, at its mergers. */
  onOpen: (id: number) => void
}

export function MergePage({ id, other, onOther, onOpen }: Props) {
  const { t } = useTranslation()
  useTitle(t('enterprises.mergePage'))
  const own = useQuery({ ...enterpriseQuery(id), refetchOnMount: 'always' })
  const [result, setResult] = useState<Merge | null>(null)
  const view = own.data?.data
  return (
    <div className="ent-page">
      <header className="page-head">
        <h1>{t('enterprises.mergePage')}</h1>
        <div className="page-actions">
          <Button onClick={() => onOpen(id)}>{t('enterprises.backToOne')}</Button>
        </div>
      </header>
      <div className="ent-panel">
        {result ? (
          <Result merge={result} onOpen={onOpen} onUndone={() => onOpen(id)} />
        ) : own.error && !view ? (
          <ProblemAlert error={own.error} title={t('state.loadFailed')} onRetry={() => void own.refetch()} />
        ) : !view || !own.isFetchedAfterMount ? (
          <Skeleton active />
        ) : other === undefined || other === id ? (
          <Choose view={view} onOther={onOther} />
        ) : (
          <Pair key={other} own={view} other={other} onAnother={() => onOther(undefined)} onMerged={setResult} />
        )}
      </div>
    </div>
  )
}

function Choose({ view, onOther }: { view: EnterpriseView; onOther: (id: number) => void }) {
  const { t } = useTranslation()
  const found = useQuery(candidatesQuery(view.name, view.credit_code ?? ''))
  const candidates = found.data?.filter((one) => one.enterprise.id !== view.id) ?? []
  const label = t('enterprises.mergeOther', { name: view.name })
  return (
    <div className="ent-choice">
      <p className="ent-explained">{t('enterprises.mergeHint')}</p>
      <div className="ent-choose">
        <span>{label}</span>
        <EnterprisePicker aria-label={label} autoFocus value={null} onChange={(id) => (id === null ? undefined : onOther(id))} />
      </div>
      {found.error ? <ProblemAlert error={found.error} onRetry={() => void found.refetch()} /> : null}
      {candidates.length > 0 ? (
        <>
          <h2>{t('enterprises.mergeSuggested')}</h2>
          <CandidateList
            candidates={candidates}
            act={({ enterprise }) => (
              <Button
                size="small"
                aria-label={`${t('enterprises.choose')} ${enterprise.name}`}
                onClick={() => onOther(enterprise.id)}
              >
                {t('enterprises.choose')}
              </Button>
            )}
          />
        </>
      ) : null}
    </div>
  )
}

type PairProps = { own: EnterpriseView; other: number; onAnother: () => void; onMerged: (merge: Merge) => void }

function Pair({ own, other, onAnother, onMerged }: PairProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const second = useQuery({ ...enterpriseQuery(other), refetchOnMount: 'always' })
  const [ownFirst, setOwnFirst] = useState(true)
  // what is compared stays as it was read, until the API says that it is no longer so
  const [renewed, setRenewed] = useState<{ own: EnterpriseView; other: EnterpriseView } | null>(null)
  const [opened] = useState(own)
  const reason = useRef('')
  const theirs = second.data?.data
  if (second.error && !theirs) {
    return (
      <>
        <ProblemAlert error={second.error} title={t('state.loadFailed')} onRetry={() => void second.refetch()} />
        <p>
          <Button onClick={onAnother}>{t('enterprises.another')}</Button>
        </p>
      </>
    )
  }
  if (!theirs || !second.isFetchedAfterMount) return <Skeleton active />
  const pair = renewed ?? { own: opened, other: theirs }
  const [kept, merged] = ownFirst ? [pair.own, pair.other] : [pair.other, pair.own]
  const renew = async () => {
    const [a, b] = await Promise.all([own.id, other].map((id) => queries.fetchQuery({ ...enterpriseQuery(id), staleTime: 0 })))
    if (a && b) setRenewed({ own: a.data, other: b.data })
  }
  return (
    <MergeForm
      key={`${kept.id} ${kept.version} ${merged.version}`}
      kept={kept}
      merged={merged}
      stale={renewed !== null}
      reason={reason}
      onSwap={() => setOwnFirst(!ownFirst)}
      onAnother={onAnother}
      onStale={renew}
      onMerged={onMerged}
    />
  )
}

type ResultProps = { merge: Merge; onOpen: (id: number) => void; onUndone: () => void }

function Result({ merge, onOpen, onUndone }: ResultProps) {
  const { t } = useTranslation()
  return (
    <div className="ent-result" role="status">
      <h2>{t('enterprises.merged', { merged: merge.merged_name, kept: merge.kept_name })}</h2>
      <p>{t('enterprises.mergedMoved', { contacts: merge.moved_contacts, references: merge.moved_references })}</p>
      <div className="ent-acts">
        <Undo merge={merge} size="middle" onUndone={onUndone} />
        <Button type="primary" onClick={() => onOpen(merge.kept_id)}>
          {t('enterprises.openKept')}
        </Button>
      </div>
    </div>
  )
}
