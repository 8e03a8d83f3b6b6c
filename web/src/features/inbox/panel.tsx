/** One thing that waits, beside the list: what it is about, why it is mine, from whom, until when, and what to do with it. */
import Button from 'antd/es/button'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { InboxKindWords } from '@/api/labels'
import { Ago } from '@/shared/ui/ago'
import { FactList } from '@/shared/ui/panel'
import '@/shared/ui/panel.css'
import { actOf } from './acts'
import type { InboxItem, InboxTab } from './api'
import { Due } from './due'

type Props = {
  item: InboxItem
  tab: InboxTab
  /** The colour of its project, of a room of its own. */
  card: ReactNode
  onAct: () => void
  onOpen: () => void
  onClose: () => void
}

export function InboxPanel({ item, tab, card, onAct, onOpen, onClose }: Props) {
  const { t } = useTranslation()
  const act = actOf(item.kind, tab)
  return (
    <section className="panel inbox-panel" aria-label={item.subject} aria-live="polite">
      <header>
        <h2>{item.subject}</h2>
        {card}
      </header>
      <FactList
        facts={[
          [t('inbox.kind'), InboxKindWords[item.kind]],
          [t('inbox.why'), item.why],
          [t('inbox.sender'), item.from_name ?? '—'],
          [t('inbox.since'), <Ago key="since" at={item.since_at} />],
          [t('inbox.due'), item.due_on ? <Due key="due" item={item} /> : t('inbox.noDue')],
        ]}
      />
      <p className="inbox-panel-acts">
        {/* what is done on its page is one way, not two */}
        {act === 'complete' ? (
          <Button type="primary" title="Ctrl+Enter" onClick={onAct}>
            {t('inbox.act.complete')}
          </Button>
        ) : null}
        <Button type={act === 'complete' ? 'default' : 'primary'} onClick={onOpen}>
          {act === 'complete' || act === 'look' || act === 'open'
            ? t('inbox.openPage')
            : t('inbox.openTo', { act: t(`inbox.act.${act}`) })}
        </Button>
        <Button type="text" title="Esc" onClick={onClose}>
          {t('action.close')}
        </Button>
      </p>
    </section>
  )
}
