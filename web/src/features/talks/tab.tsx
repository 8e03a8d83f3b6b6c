/** The talks with a company or about a project, on its page: the latest first. */
import { useInfiniteQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/shared/ui/problem'
import { TalkActs } from './acts'
import { type About, talksOf } from './api'
import { type Go, TalkEntry } from './entry'
import type { Recorder } from './values'
import './talks.css'

type Props = { about: About; me: Recorder | undefined; go: Go; onRecord?: (() => void) | undefined }

export function TalksTab({ about, me, go, onRecord }: Props) {
  const { t } = useTranslation()
  const list = useInfiniteQuery(talksOf(about))
  const talks = list.data?.pages.flatMap((page) => page.items) ?? []
  const record = onRecord ? (
    <Button type="primary" title="n" onClick={onRecord}>
      {t('talks.record')}
    </Button>
  ) : null
  if (list.error) {
    return <ProblemAlert error={list.error} title={t('state.loadFailed')} onRetry={() => void list.refetch()} />
  }
  if (list.isPending) return <Skeleton active paragraph={{ rows: 6 }} />
  if (talks.length === 0) {
    return (
      <div className="nothing" role="status">
        <p>{t('talks.none')}</p>
        {record}
      </div>
    )
  }
  return (
    <>
      <p className="talk-tools no-print">
        <span>{t('talks.count', { n: list.data?.pages[0]?.total ?? talks.length })}</span>
        {record}
      </p>
      <ol className="talk-entries" aria-label={t('menu.talks')}>
        {talks.map((talk) => (
          <li key={talk.id}>
            <TalkEntry
              talk={talk}
              go={go}
              within={about.project ? 'project' : 'enterprise'}
              acts={<TalkActs talk={talk} me={me} />}
            />
          </li>
        ))}
      </ol>
      {list.hasNextPage ? (
        <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t('talks.earlier')}
        </Button>
      ) : null}
    </>
  )
}
