/** How the project moved through its stages, and everything that was done to it, with its before and after. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import { EndStateWords, MoveKindWords, StageLogRowTitles, StageWords } from '@/api/labels'
import { date } from '@/shared/dates'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { Timeline } from '@/shared/ui/timeline'
import { historyQuery, lifecycleQuery } from './api'

export function History({ id }: { id: number }) {
  const { t } = useTranslation()
  return (
    <>
      <h3>{t('project.history')}</h3>
      <StageLog id={id} />
      <h3>{t('projects.everything')}</h3>
      <Everything id={id} />
    </>
  )
}

function Everything({ id }: { id: number }) {
  const { t } = useTranslation()
  const history = useInfiniteQuery(historyQuery(id))
  if (history.error) return <ProblemAlert error={history.error} onRetry={() => void history.refetch()} />
  if (!history.data) return <Skeleton active />
  return (
    <Timeline
      label={t('projects.everything')}
      events={history.data.pages.flatMap((page) => page.items)}
      onMore={history.hasNextPage ? () => void history.fetchNextPage() : undefined}
      loading={history.isFetchingNextPage}
    />
  )
}

function StageLog({ id }: { id: number }) {
  const { t } = useTranslation()
  const lifecycle = useQuery(lifecycleQuery(id))
  if (lifecycle.error) return <ProblemAlert error={lifecycle.error} onRetry={() => void lifecycle.refetch()} />
  if (!lifecycle.data) return <Skeleton active />
  const rows = lifecycle.data.log.toReversed()
  if (rows.length === 0) return <p className="nothing">{t('project.noMoves')}</p>
  const place = (stage: keyof typeof StageWords, end: keyof typeof EndStateWords | null | undefined) =>
    end ? `${StageWords[stage]}·${EndStateWords[end]}` : StageWords[stage]
  return (
    <PlainTable
      caption={t('project.history')}
      head={[
        { title: StageLogRowTitles.moved_on },
        { title: StageLogRowTitles.kind },
        { title: t('project.move') },
        { title: StageLogRowTitles.days_in_stage, numeric: true },
        { title: StageLogRowTitles.reason },
      ]}
      rows={rows.map((row) => ({
        key: row.id,
        cells: [
          date(row.moved_on),
          MoveKindWords[row.kind],
          `${place(row.from_stage, row.from_state)} → ${place(row.to_stage, row.to_state)}`,
          row.days_in_stage,
          row.reason ?? '',
        ],
      }))}
    />
  )
}
