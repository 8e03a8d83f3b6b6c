/** Steps that are not forward: back to an earlier stage, pause, resume, end, out of the library. Each asks for its reason. */
import Form from 'antd/es/form'
import Select from 'antd/es/select'
import { useTranslation } from 'react-i18next'
import {
  ResumptionInputFields,
  ReturnInputFields,
  SuspensionInputFields,
  TerminationInputFields,
  WithdrawalInputFields,
} from '@/api/fields'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { resume, type Schemas, sendBack, suspend, tagOfProject, terminate, withdraw } from './writes'

export type End = 'return' | 'suspend' | 'resume' | 'terminate' | 'withdraw'
type Props = {
  kind: End
  title: string
  id: number
  etag: string
  /** Earlier stages one may go back to. */
  back: readonly Schemas['TransitionTarget'][]
  onDone: () => void
  onClose: () => void
}

export function EndDialog({ kind, id, etag, back, ...shared }: Props) {
  const { t } = useTranslation()
  const common = {
    ...shared,
    etag,
    reread: () => tagOfProject(id),
    initial: {},
    draft: `${kind}-${id}`,
    danger: kind !== 'resume',
    submit: shared.title,
  }
  switch (kind) {
    case 'return':
      return (
        <FormDialog<Schemas['ReturnInput']> {...common} fields={ReturnInputFields} onSend={(input, s) => sendBack(id, input, s)}>
          <Form.Item name="to" label={ReturnInputFields.to.title} rules={[{ required: true, message: t('projects.backTo') }]}>
            <Select options={back.map((one) => ({ value: one.to, label: one.label }))} />
          </Form.Item>
          <Field of={ReturnInputFields} name="reason" />
        </FormDialog>
      )
    case 'suspend':
      return (
        <FormDialog<Schemas['SuspensionInput']>
          {...common}
          fields={SuspensionInputFields}
          onSend={(input, s) => suspend(id, input, s)}
        >
          <Field of={SuspensionInputFields} name="reason" />
          <Field of={SuspensionInputFields} name="expected_return_on" />
        </FormDialog>
      )
    case 'resume':
      return (
        <FormDialog<Schemas['ResumptionInput']>
          {...common}
          fields={ResumptionInputFields}
          onSend={(input, s) => resume(id, input, s)}
        >
          <Field of={ResumptionInputFields} name="reason" />
        </FormDialog>
      )
    case 'terminate':
      return (
        <FormDialog<Schemas['TerminationInput']>
          {...common}
          fields={TerminationInputFields}
          onSend={(input, s) => terminate(id, input, s)}
        >
          <Field of={TerminationInputFields} name="cause" />
          <Field of={TerminationInputFields} name="decided_by" />
          <Field of={TerminationInputFields} name="reason" />
        </FormDialog>
      )
    case 'withdraw':
      return (
        <FormDialog<Schemas['WithdrawalInput']>
          {...common}
          fields={WithdrawalInputFields}
          onSend={(input, s) => withdraw(id, input, s)}
        >
          <Field of={WithdrawalInputFields} name="reason" />
        </FormDialog>
      )
  }
}
