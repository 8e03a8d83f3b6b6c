/** Raising a difficulty: whose it is, of what kind, what it blocks. */
import { useQueryClient } from '@tanstack/react-query'
import Input from 'antd/es/input'
import { useTranslation } from 'react-i18next'
import { TicketInputFields } from '@/api/fields'
import type { components } from '@/api/schema'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { EnterprisePicker, ProjectPicker } from '@/shared/pick/pickers'
import { FilesField } from '@/shared/ui/files'
import { say } from '@/shared/ui/said'
import { filled } from './acts'
import { raiseTicket, written } from './api'

type Raised = components['schemas']['TicketInput']
export type About = { project?: { id: number; name: string }; enterprise?: { id: number; name: string } | undefined }

export function RaiseTicket({ about = {}, onClose }: { about?: About; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const initial = {
    ...(about.project ? { project_id: about.project.id } : {}),
    ...(about.enterprise ? { enterprise_id: about.enterprise.id } : {}),
  }
  return (
    <FormDialog<Raised>
      title={t('services.raise')}
      width={720}
      fields={TicketInputFields}
      initial={initial}
      draft={`ticket-new-${about.project?.id ?? ''}`}
      submit={t('services.raise')}
      onSend={(values, { key }) => raiseTicket(filled(values) as Raised, key)}
      onDone={() => {
        say(t('services.raised'))
        void written(queries)
      }}
      onClose={onClose}
    >
      <div className="form-grid">
        <Field of={TicketInputFields} name="enterprise_id">
          <EnterprisePicker known={about.enterprise ? [about.enterprise] : undefined} />
        </Field>
        <Field of={TicketInputFields} name="project_id">
          <ProjectPicker known={about.project ? [about.project] : undefined} />
        </Field>
        <Field of={TicketInputFields} name="kind" />
      </div>
      <Field of={TicketInputFields} name="title" autoFocus />
      <Field of={TicketInputFields} name="said">
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} />
      </Field>
      <Field of={TicketInputFields} name="blocks" />
      <Field of={TicketInputFields} name="file_ids">
        <FilesField />
      </Field>
    </FormDialog>
  )
}
