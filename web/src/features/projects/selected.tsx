/** What can be done with the projects that are chosen. The forms are loaded when they are asked for. */
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined'
import Button from 'antd/es/button'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Search } from '@/shared/filters'
import type { Chosen } from '@/shared/list/selection'
import type { Project } from './api'
import type { Filters } from './filters'

const AssignMany = lazy(() => import('./many').then((m) => ({ default: m.AssignMany })))
const TagMany = lazy(() => import('./many').then((m) => ({ default: m.TagMany })))
const ExportDialog = lazy(() => import('@/shared/ui/export-dialog').then((m) => ({ default: m.ExportDialog })))

type Props = { chosen: Chosen<Project>; filters: Filters; sort: string | undefined; can: readonly string[] }

export function Selected({ chosen, filters, sort, can }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'export' | 'assign' | 'tag' | null>(null)
  const close = () => setOpen(null)
  const exported: Search = chosen.all ? (filters as Search) : { id: chosen.rows.map((p) => p.id).join(',') }
  return (
    <>
      {can.includes('export.run') ? (
        <Button size="small" icon={<DownloadOutlined aria-hidden="true" />} onClick={() => setOpen('export')}>
          {t('export.button')}
        </Button>
      ) : null}
      {can.includes('project.edit') ? (
        <Button size="small" onClick={() => setOpen('assign')}>
          {t('projects.assign')}
        </Button>
      ) : null}
      {can.includes('project.tag') ? (
        <Button size="small" onClick={() => setOpen('tag')}>
          {t('projects.tag')}
        </Button>
      ) : null}
      <Suspense fallback={null}>
        {open === 'export' ? <ExportDialog list="projects" filters={exported} sort={sort} onClose={close} /> : null}
        {open === 'assign' ? <AssignMany chosen={chosen} filters={filters} onClose={close} /> : null}
        {open === 'tag' ? <TagMany chosen={chosen} filters={filters} onClose={close} /> : null}
      </Suspense>
    </>
  )
}
