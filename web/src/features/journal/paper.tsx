/** An extract of the audit log on paper: what the filters admit, each entry with what it changed. */
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { instant } from '@/shared/dates'
import { ListPaper } from '@/shared/ui/paper-list'
import { type Entry, MOST_PRINTED, printedJournal, type Words, wordsQuery } from './api'
import { changesOf } from './changes'
import type { Filters } from './filters'

type Props = { filters: Filters; by: string; onBack: () => void }

export function JournalPaper({ filters, by, onBack }: Props) {
  const { t } = useTranslation()
  const found = useQuery(printedJournal(filters))
  const known = useQuery(wordsQuery)
  const n = found.data?.items.length ?? 0
  return (
    <ListPaper
      title={t('journal.paper')}
      found={found}
      besides={[known]}
      most={MOST_PRINTED}
      words={wordsOf(filters, found.data?.items[0], known.data, t)}
      above={n ? <p>{t('journal.total', { n })}</p> : null}
      none={t('journal.none')}
      back={t('journal.back')}
      onBack={onBack}
      by={by}
      head={[
        { title: t('journal.number'), numeric: true, share: 5 },
        { title: t('journal.when'), share: 10 },
        { title: t('journal.who'), share: 7 },
        { title: t('journal.what'), share: 11 },
        { title: t('journal.subject'), share: 20 },
        { title: t('journal.changed') },
      ]}
      row={(entry) => ({
        key: entry.id,
        cells: [
          entry.id,
          instant(entry.at),
          entry.actor_name,
          entry.title,
          `${entry.subject_title}：${entry.subject_label}`,
          changedIn(entry),
        ],
      })}
    />
  )
}

/** What was registered has no before; what was left empty says nothing. */
const changedIn = (entry: Entry): string =>
  changesOf(entry)
    .filter((one) => !one.same && !(one.before === '—' && one.after === '—'))
    .map((one) => (one.before === '—' ? `${one.title}：${one.after}` : `${one.title}：${one.before} → ${one.after}`))
    .join('；')

/** The filters of the log in words: its list is not one whose filters the API puts into words. */
function wordsOf(filters: Filters, first: Entry | undefined, known: Words | undefined, t: TFunction): string {
  const { actor_id, event, subject_kind, subject_id } = filters
  const [from, until] = [filters['at.gte'], filters['at.lt']]
  const said: (string | undefined)[] = [
    actor_id && `${t('journal.who')}：${first?.actor_name ?? actor_id}`,
    event && `${t('journal.what')}：${known?.events[event] ?? event}`,
    subject_kind && `${t('journal.subjectKind')}：${known?.kinds[subject_kind] ?? subject_kind}`,
    subject_id && `${t('journal.subjectId')}：${subject_id}`,
    from && t('journal.from', { on: from }),
    until && t('journal.until', { on: until }),
  ]
  return said.filter(Boolean).join('；')
}
