/** Long work of the server: what it does now, how far it is, and the way to stop it. */
import { useQuery } from '@tanstack/react-query'
import Progress from 'antd/es/progress'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { body, client, tagOf } from '@/api/client'
import type { components } from '@/api/schema'
import { ActButton } from './act'
import { ProblemAlert } from './problem'

type JobView = components['schemas']['Job']
const POLL_MS = 500
const ended = (state: string): boolean => state !== 'queued' && state !== 'running'

export function JobProgress({ id, onEnd }: { id: number; onEnd: (job: JobView) => void }) {
  const { t } = useTranslation()
  const job = useQuery({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => body(client.GET('/api/v1/jobs/{id}', { params: { path: { id } }, signal })),
    refetchInterval: (query) => (query.state.data && ended(query.state.data.state) ? false : POLL_MS),
  })
  const told = useRef(false)
  const view = job.data
  useEffect(() => {
    if (view && ended(view.state) && !told.current) {
      told.current = true
      onEnd(view)
    }
  }, [view, onEnd])
  if (job.error && !view) return <ProblemAlert error={job.error} onRetry={() => void job.refetch()} />
  const percent = view?.total ? Math.floor((view.done / view.total) * 100) : 0
  return (
    <div className="job" role="status" aria-live="polite">
      <Progress
        percent={view?.state === 'succeeded' ? 100 : percent}
        status={view?.state === 'failed' ? 'exception' : 'normal'}
        aria-label={t('job.progress')}
      />
      <p>
        {view?.step}
        {view?.total ? `（${view.done}/${view.total}）` : ''}
        {view?.failure ? `：${view.failure}` : ''}
      </p>
      {view && !ended(view.state) ? (
        <ActButton
          size="small"
          act={(key) =>
            body(
              client.POST('/api/v1/jobs/{id}/cancellations', {
                params: { path: { id }, header: { 'Idempotency-Key': key, 'If-Match': tagOf(view) } },
              }),
            )
          }
        >
          {t('job.cancel')}
        </ActButton>
      ) : null}
    </div>
  )
}
