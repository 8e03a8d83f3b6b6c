/** One fact of one project, changed from the ledger: the same patch, the same conflicts as on its page. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Modal from 'antd/es/modal'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import { ProjectInputFields as F } from '@/api/fields'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { patchOf } from '@/shared/form/patch'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { projectQuery } from './api'
import { patchProject } from './writes'

type Name = keyof typeof F
type Props = { id: number; field: string; onClose: () => void }

export const editable = (field: string): field is Name => field in F

export function EditCell({ id, field, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const project = useQuery({ ...projectQuery(id), staleTime: 0 })
  if (!editable(field)) return null
  const title = F[field].title
  if (project.error || !project.data) {
    return (
      <Modal open title={title} footer={null} onCancel={onClose}>
        {project.error ? <ProblemAlert error={project.error} /> : <Skeleton active paragraph={{ rows: 2 }} />}
      </Modal>
    )
  }
  const { data: view, etag } = project.data
  const locked = view.locked.includes(field)
  if (locked || !view.can.includes('project.edit')) {
    return (
      <Modal open title={title} footer={null} onCancel={onClose}>
        <p role="alert">{locked ? t('project.locked') : t('projects.notYours', { unit: view.lead_unit_name })}</p>
      </Modal>
    )
  }
  const valuesOf = (from: object) => ({ [field]: (from as Record<string, unknown>)[field] ?? null })
  const before = valuesOf(view)
  return (
    <FormDialog<Record<string, unknown>>
      title={view.name}
      fields={{ [field]: F[field] }}
      initial={before}
      etag={etag}
      submit={t('action.save')}
      fromCurrent={valuesOf}
      onSend={(values, sending) => patchProject(id, patchOf(before, values) as never, sending.etag)}
      onDone={() => {
        say(t('projects.saved'))
        void queries.invalidateQueries({ queryKey: ['projects'] })
      }}
      onClose={onClose}
    >
      <Field of={F} name={field} autoFocus />
    </FormDialog>
  )
}
