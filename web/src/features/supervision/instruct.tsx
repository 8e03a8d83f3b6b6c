/** 批示: words of one's own or a stock phrase, and it is on its way. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Form from 'antd/es/form'
import { useTranslation } from 'react-i18next'
import { InstructionInputFields } from '@/api/fields'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { say } from '@/shared/ui/said'
import { instruct, phrasesQuery, written } from './api'
import './supervision.css'

type Values = { text: string; due_working_days?: number | null }
type Props = { project: { id: number; name: string }; onClose: () => void }

export function InstructDialog({ project, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const rules = useQuery(phrasesQuery).data
  if (!rules) return null
  return (
    <FormDialog<Values>
      title={t('supervision.instructOn', { name: project.name })}
      form={form}
      fields={InstructionInputFields}
      // the first phrase stands there already: who agrees with it has nothing to write
      initial={{ text: rules.phrases[0] ?? '', due_working_days: rules.instruction_days }}
      draft={`instruct-${project.id}`}
      submit={t('supervision.send')}
      onSend={(values, { key }) => instruct(project.id, values, key)}
      onDone={() => {
        say(t('supervision.sent'))
        void written(queries)
      }}
      onClose={onClose}
    >
      <p className="note">{t('supervision.instructHint')}</p>
      <Field of={InstructionInputFields} name="text" />
      <fieldset className="slip-phrases" aria-label={t('supervision.phrases')}>
        {rules.phrases.map((phrase) => (
          <Button key={phrase} onClick={() => form.setFieldsValue({ text: phrase })}>
            {phrase}
          </Button>
        ))}
      </fieldset>
      <Field of={InstructionInputFields} name="due_working_days" />
    </FormDialog>
  )
}
