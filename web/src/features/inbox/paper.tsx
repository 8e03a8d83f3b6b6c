/** What waits, as a table on paper: to go through with colleagues, or to be ticked off with a pen. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ColourWords, InboxKindWords, InboxTabWords } from '@/api/labels'
import { today } from '@/shared/dates'
import { SHAPES } from '@/shared/ui/colour'
import { ListPaper } from '@/shared/ui/paper-list'
import { type InboxItem, type InboxKind, type InboxTab, MOST_PRINTED, printedInbox } from './api'
import { Due } from './due'

type Props = { tab: InboxTab; kind: InboxKind | undefined; by: string; onBack: () => void }

export function InboxPaper({ tab, kind, by, onBack }: Props) {
  const { t } = useTranslation()
  return (
    <ListPaper
      title={t('inbox.paper', { tab: InboxTabWords[tab], name: by })}
      found={useQuery(printedInbox(tab, kind))}
      most={MOST_PRINTED}
      words={kind && InboxKindWords[kind]}
      none={t('inbox.nothing')}
      back={t('inbox.back')}
      onBack={onBack}
      by={by}
      head={[
        { title: t('inbox.kind'), share: 10 },
        { title: t('inbox.subject'), share: 25 },
        { title: t('inbox.why'), share: 32 },
        { title: t('inbox.sender'), share: 7 },
        { title: t('inbox.since'), share: 8 },
        { title: t('inbox.due'), share: 14 },
      ]}
      row={(item, i) => ({
        key: i,
        cells: [
          InboxKindWords[item.kind],
          subjectOf(item),
          item.why,
          item.from_name ?? '—',
          today(new Date(item.since_at)),
          item.due_on ? <Due key="due" item={item} /> : t('inbox.noDue'),
        ],
      })}
    />
  )
}

const subjectOf = ({ subject, colour }: InboxItem): string =>
  colour ? `${subject} ${SHAPES[colour]}${ColourWords[colour]}` : subject
