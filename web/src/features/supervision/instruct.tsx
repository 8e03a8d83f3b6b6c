/** 批示: words of one's own or a stock phrase, and it is on its way; without a network it waits on this machine. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Form from 'antd/es/form'
import { useTranslation } from 'react-i18next'
import { InstructionInputFields } from '@/api/fields'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { queue, type Waiting } from '@/shared/queue'
import { say } from '@/shared/ui/said'
import { instructDraft, instructionOf, phrasesQuery, written } from './api'
import './supervision.css'

type Values = { text: string; due_working_days?: number | null }
type Props = {
  project: { id: number; name: string }
  /** One that the service refused, put right. */
  waiting?: Waiting | undefined
  onClose: () => void
}

export function InstructDialog({ project, waiting, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const asked = useQuery(phrasesQuery)
  // without the phrases one can still write
  if (asked.isLoading) return null
  const phrases = asked.data?.phrases ?? []
  const send = async (values: Values, { key }: { key: string }) => {
    const entry = instructionOf(project, values, t('supervision.instructOn', { name: project.name }))
    if (waiting) {
      await queue.correct(waiting.id, entry)
      return
    }
    const sent = await queue.send(entry, key)
    say(t(sent ? 'supervision.sent' : 'queue.kept'))
    if (sent) void written(queries)
  }
  return (
    <FormDialog<Values>
      title={t('supervision.instructOn', { name: project.name })}
      form={form}
      fields={InstructionInputFields}
      // the first phrase stands there already: who agrees with it has nothing to write
      initial={
        (waiting?.body as Values | undefined) ?? {
          text: phrases[0] ?? '',
          due_working_days: asked.data?.instruction_days ?? null,
        }
      }
      // what was not sent stands in the field by itself: the phrase of the beginning is not what was meant
      {...(waiting ? {} : { draft: instructDraft(project.id), restore: true })}
      submit={t('supervision.send')}
      onSend={send}
      onDone={() => undefined}
      onClose={onClose}
    >
      <p className="note">{t('supervision.instructHint')}</p>
      <Field of={InstructionInputFields} name="text" />
      <fieldset className="slip-phrases" aria-label={t('supervision.phrases')}>
        {phrases.map((phrase) => (
          <Button key={phrase} onClick={() => form.setFieldsValue({ text: phrase })}>
            {phrase}
          </Button>
        ))}
      </fieldset>
      <Field of={InstructionInputFields} name="due_working_days" />
    </FormDialog>
  )
}
