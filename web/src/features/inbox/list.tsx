/** 待办: what waits for me, why it is mine, from whom, until when; one press leads to where it is done. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { InboxKindWords, InboxTabWords } from '@/api/labels'
import { instant, shortDate } from '@/shared/dates'
import { useKeys } from '@/shared/keys'
import { PageTabs } from '@/shared/ui/page-tabs'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { actOf } from './acts'
import { type InboxItem, type InboxKind, type InboxTab, inboxQuery, inboxSummary } from './api'
import './list.css'

type Props = {
  tab: InboxTab
  kind: InboxKind | undefined
  onChange: (tab: InboxTab, kind: InboxKind | undefined) => void
  onOpen: (item: InboxItem) => void
  /** What stands beside the list at a desk and below it on a phone, of rooms of their own. */
  side?: ReactNode
  /** Finishes on the spot what only needs a note. */
  onFinish: (item: InboxItem) => void
  /** What colleagues showed me, drawn by a room of its own. */
  copies: ReactNode
  /** Records a talk. */
  onTalk?: (() => void) | undefined
}

const TABS = Object.keys(InboxTabWords) as InboxTab[]

export function Inbox({ tab, kind, onChange, onOpen, side, onFinish, copies, onTalk }: Props) {
  const { t } = useTranslation()
  useTitle(t('menu.inbox'))
  const own = tab === 'cc' // has a list of its own, with what was read
  const list = useInfiniteQuery({ ...inboxQuery(tab, kind), enabled: !own })
  const summary = useQuery(inboxSummary)
  const rows = useRef<HTMLOListElement>(null)
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const counts = summary.data?.tabs.find((one) => one.tab === tab)
  const buttons = () => [...(rows.current?.querySelectorAll<HTMLButtonElement>('button.row') ?? [])]
  const at = () => buttons().indexOf(document.activeElement as HTMLButtonElement)
  const focus = (index: number) => buttons()[Math.max(0, Math.min(buttons().length - 1, index))]?.focus()
  /** The row that was finished: when it is gone, the next one has the keys. */
  const left = useRef<{ index: number; count: number } | null>(null)
  const act = (item: InboxItem, index: number) => {
    if (actOf(item.kind, tab) !== 'complete') return onOpen(item)
    left.current = { index, count: items.length }
    onFinish(item)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the list has changed
  useEffect(() => {
    if (!left.current || items.length >= left.current.count) return
    focus(left.current.index)
    left.current = null
  }, [items.length])
  useKeys({
    j: () => focus(at() + 1),
    k: () => focus(at() - 1),
    'Ctrl+Enter': () => {
      const item = items[at()]
      if (item) act(item, at())
    },
  })
  const content = own ? (
    copies
  ) : (
    <>
      {summary.error ? <ProblemAlert error={summary.error} onRetry={() => void summary.refetch()} /> : null}
      {counts && counts.kinds.length > 1 ? (
        <nav className="inbox-kinds" aria-label={t('inbox.kinds')}>
          <Button size="small" type={kind ? 'default' : 'primary'} onClick={() => onChange(tab, undefined)}>
            {t('inbox.all')}
          </Button>
          {counts.kinds.map((one) => (
            <Button
              key={one.kind}
              size="small"
              type={kind === one.kind ? 'primary' : 'default'}
              onClick={() => onChange(tab, one.kind)}
            >
              {InboxKindWords[one.kind]} {one.count}
            </Button>
          ))}
        </nav>
      ) : null}
      {list.error ? (
        <ProblemAlert error={list.error} title={t('state.loadFailed')} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton active paragraph={{ rows: 6 }} />
      ) : items.length === 0 ? (
        <p className="nothing" role="status">
          {t(`inbox.none.${tab}`)}
        </p>
      ) : (
        <ol className="inbox-rows" ref={rows}>
          {items.map((item, index) => (
            <li key={`${item.kind}-${item.resource_id}-${item.part_id ?? 0}-${item.since_at}`}>
              <button type="button" className="row" title={t('inbox.keys')} onClick={() => onOpen(item)}>
                <span className="mark">{InboxKindWords[item.kind]}</span>
                <strong>{item.subject}</strong>
                <span className="why">{item.why}</span>
                <small>
                  {item.from_name ? `${t('inbox.from', { name: item.from_name })} ` : ''}
                  {instant(item.since_at)}
                </small>
                <Due item={item} />
              </button>
              <Button
                size="small"
                className="act"
                aria-label={`${t(`inbox.act.${actOf(item.kind, tab)}`)} ${item.subject}`}
                onClick={() => act(item, index)}
              >
                {t(`inbox.act.${actOf(item.kind, tab)}`)}
              </Button>
            </li>
          ))}
        </ol>
      )}
      {list.hasNextPage ? (
        <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t('inbox.more')}
        </Button>
      ) : null}
    </>
  )
  return (
    <div className={side ? 'inbox with-side' : 'inbox'}>
      <header className="page-head">
        <h1>{t('menu.inbox')}</h1>
        {summary.data && summary.data.overdue > 0 ? (
          <strong className="overdue">{t('inbox.overdueIn', { n: summary.data.overdue })}</strong>
        ) : null}
        {onTalk ? (
          <div className="page-actions">
            <Button title={`${t('talk.record')}（N）`} onClick={onTalk}>
              {t('talk.record')}
            </Button>
          </div>
        ) : null}
      </header>
      <PageTabs
        label={t('menu.inbox')}
        active={tab}
        onTab={(next) => onChange(next as InboxTab, undefined)}
        tabs={TABS.map((key) => {
          const count = summary.data?.tabs.find((one) => one.tab === key)?.count
          const label = count === undefined ? InboxTabWords[key] : `${InboxTabWords[key]} ${count}`
          return { key, label, children: key === tab ? content : null }
        })}
      />
      {side ? <aside aria-label={t('inbox.side')}>{side}</aside> : null}
    </div>
  )
}

function Due({ item }: { item: InboxItem }) {
  const { t } = useTranslation()
  if (!item.due_on) return <span className="due" />
  const on = shortDate(item.due_on)
  if (item.overdue_days) return <span className="due overdue">{t('inbox.overdue', { on, n: item.overdue_days })}</span>
  return <span className="due">{item.days_left == null ? on : t('inbox.left', { on, n: item.days_left })}</span>
}
