/** Recording a service: to whom, which of the six, what was done. */
import { useQueryClient } from '@tanstack/react-query'
import Input from 'antd/es/input'
import { useTranslation } from 'react-i18next'
import { ServiceRecordInputFields } from '@/api/fields'
import type { components } from '@/api/schema'
import { today } from '@/shared/dates'
import { DateInput } from '@/shared/form/date-input'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { EnterprisePicker, ProjectPicker } from '@/shared/pick/pickers'
import { FilesField } from '@/shared/ui/files'
import { say } from '@/shared/ui/said'
import { filled } from './acts'
import { recordService, written } from './api'
import type { About } from './raise'

type Given = components['schemas']['ServiceRecordInput']

export function RecordService({ about = {}, onClose }: { about?: About; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <FormDialog<Given>
      title={t('services.record')}
      fields={ServiceRecordInputFields}
      initial={{ happened_on: today(), ...(about.project ? { project_id: about.project.id } : {}) }}
      draft={`service-new-${about.project?.id ?? ''}`}
      submit={t('services.record')}
      onSend={(values, { key }) => recordService(filled(values) as Given, key)}
      onDone={() => {
        say(t('services.recorded'))
        void written(queries)
      }}
      onClose={onClose}
    >
      <div className="form-grid">
        <Field of={ServiceRecordInputFields} name="project_id">
          <ProjectPicker known={about.project ? [about.project] : undefined} />
        </Field>
        <Field of={ServiceRecordInputFields} name="enterprise_id">
          <EnterprisePicker />
        </Field>
        <Field of={ServiceRecordInputFields} name="service" />
        <Field of={ServiceRecordInputFields} name="happened_on">
          <DateInput past />
        </Field>
      </div>
      <Field of={ServiceRecordInputFields} name="said">
        <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 10 }} />
      </Field>
      <Field of={ServiceRecordInputFields} name="file_ids">
        <FilesField />
      </Field>
    </FormDialog>
  )
}
