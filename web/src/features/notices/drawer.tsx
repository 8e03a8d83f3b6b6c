/** The notices of a person, newest first, in a layer at the right: one press opens the thing and marks the notice read. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Drawer from 'antd/es/drawer'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { InboxKindWords } from '@/api/labels'
import { ActButton } from '@/shared/ui/act'
import { Ago } from '@/shared/ui/ago'
import { ProblemAlert } from '@/shared/ui/problem'
import { type Notice, noticesQuery, type Place, readNotice, readNotices, written } from './api'
import './notices.css'
import { NoticeSettingsDialog } from './settings'

type Props = { onOpen: (place: Place) => void; onClose: () => void }

export function NoticesDrawer({ onOpen, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const list = useInfiniteQuery(noticesQuery)
  const [settings, setSettings] = useState(false)
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const newest = items[0]
  const unread = items.some((one) => !one.read_at)
  const open = (notice: Notice) => {
    onOpen(notice)
    onClose()
    // what is opened is read; that the mark did not arrive shows when the list is asked again
    if (!notice.read_at)
      void readNotice(notice.id).then(
        () => written(queries),
        () => undefined,
      )
  }
  return (
    <Drawer
      open
      title={t('notices.title')}
      onClose={onClose}
      size={400}
      extra={
        <span className="notices-acts">
          {unread && newest ? (
            <ActButton size="small" act={() => readNotices(newest.id)} onDone={() => void written(queries)}>
              {t('notices.allRead')}
            </ActButton>
          ) : null}
          <Button size="small" onClick={() => setSettings(true)}>
            {t('notices.ways')}
          </Button>
        </span>
      }
    >
      {list.error ? (
        <ProblemAlert error={list.error} title={t('state.loadFailed')} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton active />
      ) : items.length === 0 ? (
        <p className="nothing">{t('notices.none')}</p>
      ) : (
        <ol className="notice-rows" aria-label={t('notices.title')}>
          {items.map((one) => (
            <li key={one.id}>
              <button type="button" className={one.read_at ? 'read' : ''} onClick={() => open(one)}>
                <span className="mark">{InboxKindWords[one.kind]}</span>
                {one.read_at ? null : <span className="unread">{t('notices.unread')}</span>}
                <strong>{one.subject}</strong>
                <span>{one.text}</span>
                <small>
                  <Ago at={one.created_at} />
                </small>
              </button>
            </li>
          ))}
        </ol>
      )}
      {list.hasNextPage ? (
        <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t('notices.more')}
        </Button>
      ) : null}
      {settings ? <NoticeSettingsDialog onClose={() => setSettings(false)} /> : null}
    </Drawer>
  )
}
