/** One procedure of a project's own, or one put right: whose window, how many days, what comes first. */

import { useQueryClient } from '@tanstack/react-query'
import Select from 'antd/es/select'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { ApprovalItemInputFields } from '@/api/fields'
import type { components } from '@/api/schema'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { UnitPicker } from '@/shared/pick/pickers'
import { FilesField } from '@/shared/ui/files'
import { say } from '@/shared/ui/said'
import { filled } from './acts'
import { type Approval, addProcedure, replaceProcedure, written } from './api'

type Input = components['schemas']['ApprovalItemInput']
type Props = {
  projectId: number
  item?: Approval
  /** The other procedures of the project. */
  others: readonly { code: string; name: string }[]
  onClose: () => void
}

// nobody types a code for a matter of his own: it only has to be another one
const ownCode = (): string => `own_${Date.now().toString(36)}`

export function ApprovalForm({ projectId, item, others, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <FormDialog<Input>
      title={t(item ? 'services.changeOne' : 'services.addOne')}
      width={720}
      fields={ApprovalItemInputFields}
      initial={item ? valuesOf(item) : { code: ownCode() }}
      {...(item ? { etag: tagOf(item) } : {})}
      fromCurrent={(current) => valuesOf(current as unknown as Approval)}
      draft={`approval-${item?.id ?? `new-${projectId}`}`}
      submit={t(item ? 'services.changeOne' : 'services.addOne')}
      onSend={(values, { key, etag }) => {
        const input = { ...(filled(values) as Input), code: item?.code ?? values.code }
        return item ? replaceProcedure(item.id, input, etag) : addProcedure(projectId, input, key)
      }}
      onDone={() => {
        say(t('services.done'))
        void written(queries)
      }}
      onClose={onClose}
    >
      <div className="form-grid">
        <Field of={ApprovalItemInputFields} name="name" autoFocus />
        <Field of={ApprovalItemInputFields} name="basis" />
        <Field of={ApprovalItemInputFields} name="unit_id">
          <UnitPicker known={item?.unit_id && item.unit_name ? [{ id: item.unit_id, name: item.unit_name }] : undefined} />
        </Field>
        <Field of={ApprovalItemInputFields} name="window_name" />
        <Field of={ApprovalItemInputFields} name="standard_days" />
        <Field of={ApprovalItemInputFields} name="promised_days" disabled={Boolean(item?.received_on)} />
        <Field of={ApprovalItemInputFields} name="project_code" />
        <Field of={ApprovalItemInputFields} name="parallel_group" />
      </div>
      <Field of={ApprovalItemInputFields} name="longer_reason" />
      <Field of={ApprovalItemInputFields} name="after">
        <Select mode="multiple" optionFilterProp="label" options={others.map((one) => ({ value: one.code, label: one.name }))} />
      </Field>
      <Field of={ApprovalItemInputFields} name="file_ids">
        <FilesField known={item?.files.map((file) => ({ id: file.file_id, name: file.name }))} />
      </Field>
    </FormDialog>
  )
}

const valuesOf = (item: Approval): Partial<Input> =>
  filled({
    code: item.code,
    name: item.name,
    basis: item.basis,
    parallel_group: item.parallel_group,
    after: item.after_codes,
    unit_id: item.unit_id,
    window_name: item.window_name,
    standard_days: item.standard_days,
    promised_days: item.promised_days,
    longer_reason: item.longer_reason,
    project_code: item.project_code,
    result_number: item.result_number,
    file_ids: item.file_ids,
  })
