/** The audit log, newest first: who did what to what and when, what it changed, and whether the log is whole. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { instant } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import { ChoiceFilter, DaysFilter, FilterBar, PersonFilter, TextFilter } from '@/shared/list/filter-bar'
import '@/shared/list/list.css'
import { ActButton } from '@/shared/ui/act'
import { ExportButton } from '@/shared/ui/export'
import '@/shared/ui/panel.css'
import { ProblemAlert } from '@/shared/ui/problem'
import { Rows } from '@/shared/ui/rows'
import { useTitle } from '@/shared/ui/title'
import { conditionsOf, type Entry, journalQuery, NEWEST, type Report, verify, wordsQuery } from './api'
import { EntryDialog } from './entry'
import type { Filters } from './filters'
import './journal.css'
import { Verified } from './verified'

type Props = { filters: Filters; onChange: (filters: Filters) => void; onPrint: () => void }

export function Journal({ filters, onChange, onPrint }: Props) {
  const { t } = useTranslation()
  useTitle(t('menu.journal'))
  const found = useInfiniteQuery(journalQuery(filters))
  const [entry, setEntry] = useState<Entry | null>(null)
  const [report, setReport] = useState<Report | null>(null)
  const known = useQuery(wordsQuery)
  const words = known.data
  const failed = found.error ?? known.error
  const entries = found.data?.pages.flatMap((page) => page.items) ?? []
  const total = found.data?.pages[0]?.total
  const filtered = Object.keys(filters).length > 0
  // who may not read it sees why, and nothing to press
  if (found.error instanceof ApiError && found.error.status === 403) return <ProblemAlert error={found.error} />
  // not drawn before it is known whether one may
  if (found.isPending && Object.keys(filters).length === 0) return <Skeleton active paragraph={{ rows: 12 }} />
  return (
    <div className="sheet journal">
      <header className="page-head">
        <h1>{t('menu.journal')}</h1>
        <span className="asof">{total ? t('journal.total', { n: total }) : null}</span>
        <div className="page-actions">
          <Button onClick={onPrint}>{t('paper.print')}</Button>
          <ExportButton list="journal" filters={conditionsOf(filters)} sort={NEWEST} />
          <ActButton type="primary" act={async (key) => setReport(await verify(key))} onDone={() => void found.refetch()}>
            {t('journal.verify')}
          </ActButton>
        </div>
      </header>
      {report ? <Verified report={report} /> : null}
      <FilterBar filters={filters as Search} onChange={(next) => onChange(next)}>
        <PersonFilter name="actor_id" title={t('journal.who')} />
        <ChoiceFilter name="event" title={t('journal.what')} words={words?.events ?? {}} single />
        <ChoiceFilter name="subject_kind" title={t('journal.subjectKind')} words={words?.kinds ?? {}} single />
        <TextFilter name="subject_id" title={t('journal.subjectId')} />
        <DaysFilter name="at" title={t('journal.when')} />
      </FilterBar>
      {failed ? (
        <ProblemAlert error={failed} title={t('state.loadFailed')} onRetry={() => void (found.error ? found : known).refetch()} />
      ) : null}
      {found.isPending ? <Skeleton active paragraph={{ rows: 12 }} /> : null}
      {found.data && entries.length === 0 ? (
        <div className="nothing" role="status">
          <p>{t(filtered ? 'journal.none' : 'journal.empty')}</p>
          {filtered ? <Button onClick={() => onChange({})}>{t('list.clear')}</Button> : null}
        </div>
      ) : null}
      {entries.length > 0 ? (
        <section className="panel" aria-label={t('menu.journal')} aria-busy={found.isFetching}>
          <Entries entries={entries} onOpen={setEntry} />
          <p className="journal-more">
            {found.hasNextPage ? (
              <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {t('journal.more')}
              </Button>
            ) : (
              t('journal.end')
            )}
          </p>
        </section>
      ) : null}
      {entry ? <EntryDialog entry={entry} onClose={() => setEntry(null)} /> : null}
    </div>
  )
}

function Entries({ entries, onOpen }: { entries: readonly Entry[]; onOpen: (entry: Entry) => void }) {
  const { t } = useTranslation()
  return (
    <Rows
      caption={t('menu.journal')}
      head={[
        { title: t('journal.number'), numeric: true },
        { title: t('journal.when') },
        { title: t('journal.who') },
        { title: t('journal.what') },
        { title: t('journal.subject') },
        { title: t('journal.changed'), acts: true },
      ]}
      rows={entries.map((entry) => {
        const changed = entry.changes.length
        return {
          key: entry.id,
          cells: [
            entry.id,
            instant(entry.at),
            entry.actor_name,
            { text: entry.title, title: entry.event },
            { text: `${entry.subject_title}：${entry.subject_label}` },
            {
              text: (
                <Button type="link" size="small" aria-label={t('journal.look', { n: entry.id })} onClick={() => onOpen(entry)}>
                  {t('journal.changedCount', { n: changed })}
                </Button>
              ),
            },
          ],
        }
      })}
    />
  )
}
