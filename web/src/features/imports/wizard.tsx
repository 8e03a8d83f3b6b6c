/** One import from its address: the step that is asked for, or the one its state stands at. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { type ReactNode, useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ImportStateWords, ImportTargetWords } from '@/api/labels'
import { instant } from '@/shared/dates'
import { ActButton } from '@/shared/ui/act'
import { download } from '@/shared/ui/download'
import { JobProgress } from '@/shared/ui/job'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { useTitle } from '@/shared/ui/title'
import { abandon, annotated, commit, importQuery, refresh, type Session } from './api'
import { ColumnsStep } from './columns-step'
import { drop, useNext } from './drop'
import { NextFile } from './next-file'
import { ResultStep } from './result-step'
import { isBusy, isFresh, isOpen } from './rows'
import { RowsStep } from './rows-step'
import { type Step, Steps } from './steps'
import './imports.css'

type Props = {
  id: number
  step: Step | undefined
  status: string | undefined
  onStep: (step: Step | undefined) => void
  onStatus: (status: string) => void
  onBack: () => void
  /** To another file of the same drop, or to their list. */
  onFile: (session: Session | null) => void
  /** A link to other pages of the application. */
  linkTo: (what: { ledger: number } | { batch: number } | { project: number }, text: string) => ReactNode
}

/** The step a batch stands at when its address names none. */
export const stepOf = (session: Session): Step => (session.state === 'ready' || session.state === 'uploaded' ? 'rows' : 'result')

export function ImportWizard({ id, step, status, onStep, onStatus, onBack, onFile, linkTo }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const found = useQuery(importQuery(id))
  const session = found.data?.data
  const { left, next } = useNext(id)
  const name = session?.file_name ?? t('menu.imports')
  useTitle(name)
  useEffect(() => {
    if (session) drop.saw(session)
  }, [session])
  const ended = useCallback(async () => {
    await refresh(queries)
    await queries.invalidateQueries({ queryKey: ['projects'] })
    await queries.invalidateQueries({ queryKey: ['enterprises'] })
  }, [queries])
  const onEnd = useCallback(() => void ended(), [ended])
  if (!session || !found.data) {
    return (
      <div className="import-page">
        <header className="page-head">
          <h1>{name}</h1>
          <div className="page-actions">
            <Button onClick={onBack}>{t('imports.back')}</Button>
          </div>
        </header>
        {found.error ? (
          <ProblemAlert error={found.error} title={t('state.loadFailed')} onRetry={() => void found.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 10 }} />
        )}
      </div>
    )
  }
  const etag = found.data.etag
  const may = session.can.includes('import.run')
  const busy = isBusy(session)
  const read = session.recognition !== null && session.recognition !== undefined
  const able: Step[] = [...(read ? (['columns', 'rows'] as const) : []), ...(isFresh(session) ? [] : (['result'] as const))]
  const wanted = step ?? stepOf(session)
  const at = able.includes(wanted) || (busy && wanted === 'result') ? wanted : stepOf(session)
  const waiting = session.results.waiting
  const submit = may && isOpen(session) && waiting > 0 && at !== 'columns'
  return (
    <div className="import-page">
      <header className="page-head">
        <h1 className="import-name">{name}</h1>
        <span className="import-state">{ImportStateWords[session.state]}</span>
        <span className="asof">
          {t('imports.headLine', { target: ImportTargetWords[session.target], at: instant(session.created_at) })}
        </span>
        <div className="page-actions">
          <Button onClick={onBack}>{t('imports.back')}</Button>
          {at === 'result' ? null : <NextFile id={id} onFile={onFile} />}
          {session.state !== 'uploaded' ? (
            <ActButton act={() => download(annotated(id))}>{t('imports.annotated')}</ActButton>
          ) : null}
          {may && session.state === 'ready' ? (
            <ActButton
              act={async (key) => {
                await abandon(id, etag, key)
                await refresh(queries)
              }}
              onDone={() => {
                say(t('imports.abandoned'))
                if (left > 0) onFile(next)
                else onBack()
              }}
              confirm={{ title: t('imports.abandonTitle'), text: t('imports.abandonText'), ok: t('imports.abandon') }}
            >
              {t('imports.abandon')}
            </ActButton>
          ) : null}
          {submit ? (
            <ActButton
              type="primary"
              act={async (key) => {
                try {
                  await commit(id, etag, key)
                } finally {
                  // also after a refusal: rows may have changed under the tag
                  await refresh(queries)
                }
              }}
              onDone={() => onStep('result')}
            >
              {t(session.state === 'interrupted' ? 'imports.goOn' : 'imports.commit', { n: waiting })}
            </ActButton>
          ) : null}
        </div>
      </header>
      <Steps at={at} can={able} onStep={onStep} />
      {found.error ? <ProblemAlert error={found.error} onRetry={() => void found.refetch()} /> : null}
      {session.failure ? <Alert type="warning" showIcon title={t('imports.failed')} description={session.failure} /> : null}
      {session.same_file_as.length > 0 && isFresh(session) ? (
        <Alert
          type="warning"
          showIcon
          title={
            <span className="import-links">
              {t('imports.sameFile')}
              {session.same_file_as.map((other) => (
                <span key={other}>{linkTo({ batch: other }, t('imports.batch', { id: other }))}</span>
              ))}
            </span>
          }
        />
      ) : null}
      {busy && session.job_id ? (
        <section className="import-job" aria-label={t('job.progress')}>
          <JobProgress key={session.job_id} id={session.job_id} onEnd={onEnd} />
        </section>
      ) : null}
      {busy ? null : at === 'columns' && read ? (
        <ColumnsStep session={session} etag={etag} onNext={() => onStep('rows')} />
      ) : at === 'rows' && read ? (
        <RowsStep key={id} session={session} status={status} onStatus={onStatus} linkTo={linkTo} />
      ) : at === 'result' ? (
        <ResultStep session={session} etag={etag} linkTo={linkTo} next={<NextFile id={id} primary onFile={onFile} />} />
      ) : null}
    </div>
  )
}
