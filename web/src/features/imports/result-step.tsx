/** What an import brought into the library, where it is now, and the way back. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ImportCountsTitles, ImportResultsTitles, ImportRowTitles, ResultKindWords } from '@/api/labels'
import { wan } from '@/shared/money'
import { useNarrow } from '@/shared/narrow'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { fetchRows, importKeys, type Row, refresh, type Session, undo } from './api'
import { openProblems } from './rows'

type Props = {
  session: Session
  etag: string
  linkTo: (what: { ledger: number } | { project: number }, text: string) => ReactNode
  /** The way to the next of several files. */
  next: ReactNode
}
const SHOWN = 50
const ReasonDialog = lazy(() => import('@/shared/form/reason-dialog').then((m) => ({ default: m.ReasonDialog })))

export function ResultStep({ session, etag, linkTo, next }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const narrow = useNarrow()
  const { id, results } = session
  const [asking, setAsking] = useState(false)
  const brought = useQuery({
    queryKey: [...importKeys.one(id), 'brought'],
    queryFn: ({ signal }) => fetchRows(id, '', 1, SHOWN, signal, true),
  })
  const open = openProblems(session)
  const figures = (['created', 'updated', 'matched', 'waiting', 'undone', 'undo_refused'] as const).filter(
    (key) => results[key] > 0 || key === 'created' || key === 'updated' || key === 'matched',
  )
  const projects = session.target === 'projects'
  const name = (row: Row) => (projects && row.result_id != null ? linkTo({ project: row.result_id }, row.name) : row.name)
  const may = session.can.includes('import.run') && (session.state === 'committed' || session.state === 'interrupted')
  const undone = results.undone + results.undo_refused > 0
  const columns: { title: string; numeric?: boolean; cell: (row: Row) => ReactNode }[] = [
    { title: t('imports.rowNo'), numeric: true, cell: (row) => row.row },
    { title: ImportRowTitles.name, cell: name },
    ...(projects && !narrow
      ? [
          {
            title: `${t('imports.investment')}（${t('money.unit')}）`,
            numeric: true,
            cell: (row: Row) => wan((row.values as Record<string, number | undefined>)['total_investment_yuan']),
          },
        ]
      : []),
    { title: ImportRowTitles.result_kind, cell: (row) => (row.result_kind ? ResultKindWords[row.result_kind] : '—') },
    ...(undone
      ? [{ title: t('imports.undoState'), cell: (row: Row) => row.undo_refusal ?? (row.undone_at ? t('imports.undone') : '—') }]
      : []),
  ]
  return (
    <>
      <dl className="import-results">
        {figures.map((key) => (
          <div key={key}>
            <dt>{ImportResultsTitles[key]}</dt>
            <dd>{results[key]}</dd>
          </div>
        ))}
        {session.counts.skipped > 0 ? (
          <div>
            <dt>{ImportCountsTitles.skipped}</dt>
            <dd>{session.counts.skipped}</dd>
          </div>
        ) : null}
        {open > 0 ? (
          <div>
            <dt>{t('imports.stillOpen')}</dt>
            <dd>{open}</dd>
          </div>
        ) : null}
      </dl>
      <div className="import-result-actions">
        {next}
        {projects && results.created > results.undone ? linkTo({ ledger: id }, t('imports.toLedger')) : null}
        {may ? (
          <Button danger onClick={() => setAsking(true)}>
            {t('imports.undo')}
          </Button>
        ) : null}
      </div>
      {asking ? (
        <Suspense fallback={null}>
          <ReasonDialog
            danger
            title={t('imports.undoTitle')}
            text={t('imports.undoText')}
            submit={t('imports.undo')}
            etag={etag}
            onSend={(values, sending) => undo(id, values.reason, sending.etag, sending.key).finally(() => refresh(queries))}
            onDone={() => undefined}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      ) : null}
      {brought.error ? <ProblemAlert error={brought.error} onRetry={() => void brought.refetch()} /> : null}
      {brought.data && brought.data.items.length > 0 ? (
        <>
          <PlainTable
            caption={t('imports.brought')}
            head={columns.map(({ title, numeric }) => ({ title, numeric: numeric === true }))}
            rows={brought.data.items.map((row) => ({
              key: row.row,
              cells: columns.map((column) => ({ text: column.cell(row) })),
            }))}
          />
          {brought.data.total > SHOWN ? (
            <p className="import-hint">{t('imports.firstOnly', { n: SHOWN, all: brought.data.total })}</p>
          ) : null}
        </>
      ) : null}
    </>
  )
}
