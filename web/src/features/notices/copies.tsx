/** 抄送: what colleagues showed me, unread first to the eye; and what I showed, with who has read it. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyResourceWords } from '@/api/labels'
import { instant } from '@/shared/dates'
import { ProblemAlert } from '@/shared/ui/problem'
import { type Copy, type CopyBox, copiesQuery, type Place, readCopy, written } from './api'
import './notices.css'

const BOXES: readonly CopyBox[] = ['received', 'sent']

export function Copies({ onOpen }: { onOpen: (place: Place) => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [box, setBox] = useState<CopyBox>('received')
  const list = useInfiniteQuery(copiesQuery(box))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const open = (copy: Copy) => {
    onOpen({ kind: 'carbon_copy', resource: copy.resource, resource_id: copy.resource_id })
    if (box === 'received' && !copy.read_at)
      void readCopy(copy.id).then(
        () => written(queries),
        () => undefined,
      )
  }
  const mark = (copy: Copy) => {
    if (box === 'sent') return copy.read_at ? t('notices.readAt', { at: instant(copy.read_at) }) : t('notices.notRead')
    return copy.read_at ? '' : t('notices.unread')
  }
  return (
    <>
      <nav className="inbox-kinds" aria-label={t('notices.boxes')}>
        {BOXES.map((one) => (
          <Button key={one} size="small" type={box === one ? 'primary' : 'default'} onClick={() => setBox(one)}>
            {t(`notices.box.${one}`)}
          </Button>
        ))}
      </nav>
      {list.error ? (
        <ProblemAlert error={list.error} title={t('state.loadFailed')} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton active paragraph={{ rows: 6 }} />
      ) : items.length === 0 ? (
        <p className="nothing" role="status">
          {t(`notices.noCopies.${box}`)}
        </p>
      ) : (
        <ol className="inbox-rows copies">
          {items.map((copy) => (
            <li key={copy.id}>
              <button type="button" className={copy.read_at ? 'read' : ''} onClick={() => open(copy)}>
                <span className="mark">{CopyResourceWords[copy.resource]}</span>
                <strong>{copy.subject}</strong>
                <span className="why">{copy.text}</span>
                <small>
                  {t(box === 'sent' ? 'notices.to' : 'notices.from', { name: box === 'sent' ? copy.to_name : copy.from_name })}{' '}
                  {instant(copy.sent_at)}
                </small>
                <span className="due">{mark(copy)}</span>
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
    </>
  )
}
