/** 待办: what waits for me, why it is mine, from whom, until when; one press leads to where it is done. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { InboxKindWords, InboxTabWords } from '@/api/labels'
import { useKeys } from '@/shared/keys'
import { useWide } from '@/shared/narrow'
import { Ago } from '@/shared/ui/ago'
import { ColourTag } from '@/shared/ui/colour'
import { PageTabs } from '@/shared/ui/page-tabs'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { actOf } from './acts'
import { type InboxItem, type InboxKind, type InboxTab, inboxQuery, inboxSummary } from './api'
import { Due } from './due'
import { InboxPanel } from './panel'
import './list.css'

type Props = {
  tab: InboxTab
  kind: InboxKind | undefined
  onChange: (tab: InboxTab, kind: InboxKind | undefined) => void
  onOpen: (item: InboxItem) => void
  onPrint: () => void
  /** What stands beside the list at a desk and below it on a phone, of rooms of their own. */
  side?: ReactNode
  /** Finishes on the spot what only needs a note; tells when it is done. */
  onFinish: (item: InboxItem, onDone: () => void) => void
  /** What colleagues showed me, drawn by a room of its own. */
  copies: ReactNode
  /** The card of a project, drawn by a room of its own; `until` it is there, what is known of its colour. */
  card: (project: number, until: ReactNode) => ReactNode
  /** Records a talk. */
  onTalk?: (() => void) | undefined
}

const keyOf = (item: InboxItem) => `${item.kind}-${item.resource_id}-${item.part_id ?? 0}-${item.since_at}`
/** Which row one left for its page: back from there it has the keys again. */
let leftFor: string | null = null

const TABS = Object.keys(InboxTabWords) as InboxTab[]

export function Inbox({ tab, kind, onChange, onOpen, onPrint, side, onFinish, copies, card, onTalk }: Props) {
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
  // beside the list one reads what it is about; where there is no room for that, the row leads to the page
  const wide = useWide()
  const [beside, setBeside] = useState<string | null>(null)
  const shown = wide && !own ? items.find((one) => keyOf(one) === beside) : undefined
  const focus = (index: number) => {
    const to = Math.max(0, Math.min(buttons().length - 1, index))
    buttons()[to]?.focus()
    const item = items[to]
    if (shown && item) setBeside(keyOf(item))
  }
  const leave = (item: InboxItem) => {
    leftFor = keyOf(item)
    onOpen(item)
  }
  const press = (item: InboxItem) => (wide && item !== shown ? setBeside(keyOf(item)) : leave(item))
  const now = useRef(items)
  now.current = items
  /** What was finished here, and what followed it: when the one is gone, the other has the keys. */
  const finished = useRef<{ gone: string; next: string | undefined } | null>(null)
  const act = (item: InboxItem) => {
    if (actOf(item.kind, tab) !== 'complete') return leave(item)
    onFinish(item, () => {
      const keys = now.current.map(keyOf)
      const index = keys.indexOf(keyOf(item))
      finished.current = { gone: keyOf(item), next: keys[index + 1] ?? keys[index - 1] }
    })
  }
  // only after one's own: what a colleague finishes takes nobody out of what he writes
  useEffect(() => {
    const keys = items.map(keyOf)
    const done = finished.current
    if (done && !keys.includes(done.gone)) {
      finished.current = null
      if (done.next) {
        buttons()[keys.indexOf(done.next)]?.focus()
        setBeside((before) => (before === done.gone ? (done.next ?? null) : before))
      }
    }
    if (leftFor && list.data) {
      const index = keys.indexOf(leftFor)
      if (index >= 0 && document.activeElement === document.body) buttons()[index]?.focus()
      leftFor = null
    }
  })
  useKeys({
    j: () => focus(at() + 1),
    k: () => focus(at() - 1),
    'Ctrl+Enter': () => {
      const item = items[at()] ?? shown
      if (item) act(item)
    },
    ...(shown
      ? {
          Escape: () => {
            buttons()[items.indexOf(shown)]?.focus()
            setBeside(null)
          },
        }
      : {}),
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
          {items.map((item) => (
            <li key={keyOf(item)}>
              <button
                type="button"
                className="row"
                title={t('inbox.keys')}
                aria-current={item === shown ? 'true' : undefined}
                onClick={() => press(item)}
              >
                <span className="mark">{InboxKindWords[item.kind]}</span>
                <strong>
                  {item.subject} {item.colour ? <ColourTag colour={item.colour} /> : null}
                </strong>
                <span className="why">{item.why}</span>
                <small>
                  {item.from_name ? `${t('inbox.from', { name: item.from_name })} ` : ''}
                  <Ago at={item.since_at} />
                </small>
                <Due item={item} />
              </button>
              <Button
                size="small"
                className="act"
                aria-label={`${t(`inbox.act.${actOf(item.kind, tab)}`)} ${item.subject}`}
                onClick={() => act(item)}
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
    <div className={side || shown ? 'inbox with-side' : 'inbox'}>
      <header className="page-head">
        <h1>{t('menu.inbox')}</h1>
        {summary.data && summary.data.overdue > 0 ? (
          <strong className="overdue">{t('inbox.overdueIn', { n: summary.data.overdue })}</strong>
        ) : null}
        <div className="page-actions">
          {own ? null : <Button onClick={onPrint}>{t('paper.print')}</Button>}
          {onTalk ? (
            <Button title={`${t('talk.record')}（N）`} onClick={onTalk}>
              {t('talk.record')}
            </Button>
          ) : null}
        </div>
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
      {shown ? (
        <aside aria-label={t('inbox.shown')}>
          <InboxPanel
            item={shown}
            tab={tab}
            card={shown.colour ? card(shown.resource_id, <ColourTag colour={shown.colour} long />) : null}
            onAct={() => act(shown)}
            onOpen={() => leave(shown)}
            onClose={() => setBeside(null)}
          />
        </aside>
      ) : side ? (
        <aside aria-label={t('inbox.side')}>{side}</aside>
      ) : null}
    </div>
  )
}
