/** Which format, which kind of file; then the job with its progress, and the file. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Modal from 'antd/es/modal'
import Radio from 'antd/es/radio'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body, client } from '@/api/client'
import { newKey } from '@/api/keys'
import { ExportFormatWords } from '@/api/labels'
import type { components } from '@/api/schema'
import { type Search, stringifySearch } from '../filters'
import { useLastTemplate } from '../kept'
import { download } from './download'
import './export.css'
import { JobProgress } from './job'
import { ProblemAlert } from './problem'

type ExportView = components['schemas']['ExportView']
type Format = components['schemas']['ExportFormat']
type Props = { list: string; filters: Search; sort?: string | undefined; onClose: () => void }

export function ExportDialog({ list, filters, sort, onClose }: Props) {
  const { t } = useTranslation()
  const templates = useQuery({
    queryKey: ['export-templates', list],
    queryFn: ({ signal }) => body(client.GET('/api/v1/export-templates', { params: { query: { list } }, signal })),
  })
  const [kept, remember] = useLastTemplate(list)
  // a template may have been given up since
  const last = templates.data?.items.some((one) => one.id === kept) ? kept : 0
  const [picked, setChosen] = useState<number | null>(null)
  const chosen = picked ?? last
  const [format, setFormat] = useState<Format>('xlsx')
  const [started, setStarted] = useState<ExportView | null>(null)
  const [written, setWritten] = useState<ExportView | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [key] = useState(newKey)

  const start = async () => {
    setFailure(null)
    if (chosen !== kept) remember(chosen)
    const filter = stringifySearch(filters).replace(/^\?/, '')
    try {
      const input = {
        list,
        format,
        ...(chosen ? { template_id: chosen } : {}),
        ...(filter ? { filter } : {}),
        ...(sort ? { sort } : {}),
      }
      setStarted(await body(client.POST('/api/v1/exports', { params: { header: { 'Idempotency-Key': key } }, body: input })))
    } catch (error) {
      setFailure(error)
    }
  }

  const id = started?.id
  const ended = useCallback(async () => {
    if (id === undefined) return
    try {
      const path = { id }
      const view = await body(client.GET('/api/v1/exports/{id}', { params: { path } }))
      setWritten(view)
      if (view.state === 'ready') {
        await download(client.GET('/api/v1/exports/{id}/content', { params: { path }, parseAs: 'blob' }), view.file_name)
      }
    } catch (error) {
      setFailure(error)
    }
  }, [id])
  const onEnd = useCallback(() => void ended(), [ended])

  const formats = [
    { id: 0, name: t('export.usual') },
    ...(templates.data?.items ?? []).map((one) => ({ id: one.id, name: one.name })),
  ].sort((a, b) => Number(b.id === last) - Number(a.id === last))
  return (
    <Modal
      open
      title={t('export.title')}
      onCancel={onClose}
      footer={
        started ? (
          <Button onClick={onClose}>{t('action.close')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button type="primary" autoFocus onClick={() => void start()}>
              {t('export.start')}
            </Button>
          </>
        )
      }
    >
      {failure ? <ProblemAlert error={failure} /> : null}
      {templates.error ? <ProblemAlert error={templates.error} onRetry={() => void templates.refetch()} /> : null}
      {started ? (
        <>
          <JobProgress id={started.job_id} onEnd={onEnd} />
          {written?.state === 'ready' ? (
            <p role="status">
              {t('export.done', {
                matched: written.rows_matched ?? 0,
                written: written.rows_written ?? 0,
                name: written.file_name,
              })}
            </p>
          ) : null}
          {written?.failure ? <p role="alert">{written.failure}</p> : null}
        </>
      ) : (
        <div className="export-choices">
          <Radio.Group
            aria-label={t('export.format')}
            value={format}
            onChange={(e) => setFormat(e.target.value as Format)}
            options={Object.entries(ExportFormatWords).map(([value, label]) => ({ value, label }))}
          />
          <Radio.Group
            aria-label={t('export.template')}
            className="export-templates"
            value={chosen}
            onChange={(e) => setChosen(e.target.value as number)}
            options={formats.map((one) => ({ value: one.id, label: one.name }))}
          />
        </div>
      )}
    </Modal>
  )
}
