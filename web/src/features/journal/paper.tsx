/** An extract of the audit log on paper: what the filters admit, each entry with what it changed. */
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { instant } from '@/shared/dates'
import { Paper } from '@/shared/ui/paper'
import { PaperConditions, PaperTable, usePaperNotice } from '@/shared/ui/paper-list'
import { useTitle } from '@/shared/ui/title'
import { type Entry, MOST_PRINTED, printedJournal } from './api'
import { changesOf } from './changes'
import type { Filters } from './filters'
import { choices, kindWord } from './words'

type Props = { filters: Filters; by: string; onBack: () => void }

export function JournalPaper({ filters, by, onBack }: Props) {
  const { t } = useTranslation()
  useTitle(t('journal.paper'))
  const found = useQuery(printedJournal(filters))
  const notice = usePaperNotice([found])
  const list = notice ? undefined : found.data
  const words = wordsOf(filters, list?.items ?? [], t)
  const tooMany = list && list.total > list.items.length
  return (
    <Paper
      kind="across"
      back={t('journal.back')}
      onBack={onBack}
      by={by}
      notice={notice ?? (tooMany ? <p role="alert">{t('paper.tooMany', { n: list.total, most: MOST_PRINTED })}</p> : null)}
    >
      {list && !tooMany ? (
        <>
          <h1>{t('journal.paper')}</h1>
          <PaperConditions words={words} at={found.dataUpdatedAt} />
          <p>{list.items.length === 0 ? t('journal.none') : t('journal.total', { n: list.items.length })}</p>
          {list.items.length === 0 ? null : (
            <PaperTable
              head={[
                { title: t('journal.number'), numeric: true, share: 5 },
                { title: t('journal.when'), share: 10 },
                { title: t('journal.who'), share: 7 },
                { title: t('journal.what'), share: 11 },
                { title: t('journal.subject'), share: 20 },
                { title: t('journal.changed') },
              ]}
              rows={list.items.map((entry) => ({
                key: entry.id,
                cells: [
                  entry.id,
                  instant(entry.at),
                  entry.actor_name,
                  entry.title,
                  `${kindWord(entry.subject_kind)}：${entry.subject_label}`,
                  changedIn(entry),
                ],
              }))}
            />
          )}
        </>
      ) : null}
    </Paper>
  )
}

/** What was registered has no before; what was left empty says nothing. */
const changedIn = (entry: Entry): string =>
  changesOf(entry)
    .filter((one) => !one.same && !(one.before === '—' && one.after === '—'))
    .map((one) => (one.before === '—' ? `${one.title}：${one.after}` : `${one.title}：${one.before} → ${one.after}`))
    .join('；')

/** The filters of the log in words: its list is not one whose filters the API puts into words. */
function wordsOf(filters: Filters, entries: readonly Entry[], t: TFunction): string {
  const [first] = entries
  const { actor_id, event, subject_kind, subject_id } = filters
  const [from, until] = [filters['at.gte'], filters['at.lt']]
  const said: (string | undefined)[] = [
    actor_id && `${t('journal.who')}：${first?.actor_name ?? actor_id}`,
    event && `${t('journal.what')}：${first?.title ?? choices('events')[event]}`,
    subject_kind && `${t('journal.subjectKind')}：${kindWord(subject_kind)}`,
    subject_id && `${t('journal.subjectId')}：${subject_id}`,
    from && t('journal.from', { on: from }),
    until && t('journal.until', { on: until }),
  ]
  return said.filter(Boolean).join('；')
}
