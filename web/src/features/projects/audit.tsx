/** An audit: the result, and an opinion that may be taken from the usual ones. The same for stages, signatures, amendments, funds. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Form from 'antd/es/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body, client } from '@/api/client'
import { AuditInputFields } from '@/api/fields'
import { DraftMark } from '@/shared/form/draft-mark'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import type { Sending } from '@/shared/form/write-form'
import { FileLinks } from '@/shared/ui/file-links'
import type { Schemas } from './writes'

type Input = Schemas['AuditInput']
type File = { file_id: number; name: string; label?: string }
type Props = {
  title: string
  /** Under which name an unfinished opinion is kept on this machine. */
  draft: string
  /** What is judged: the papers that prove it. */
  files?: readonly File[]
  /** A paper whose unit becomes the lead unit when it passes, unless somebody says why not. */
  signs?: boolean
  /** The tag of what is audited. */
  etag: string
  onAudit: (input: Input, sending: Sending) => Promise<unknown>
  onDone: () => void
}

export function AuditButton(props: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" type="primary" onClick={() => setOpen(true)}>
        {t('projects.audit')}
        <DraftMark name={props.draft} />
      </Button>
      {open ? <AuditDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function AuditDialog({ title, draft, etag, files, signs = false, onAudit, onDone, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Input>()
  const opinions = useQuery({
    queryKey: ['stock-opinions'],
    queryFn: ({ signal }) => body(client.GET('/api/v1/lifecycle/stock-opinions', { signal })),
    staleTime: 600_000,
  })
  return (
    <FormDialog<Input>
      form={form}
      title={title}
      fields={AuditInputFields}
      initial={{ result: 'passed' }}
      draft={draft}
      etag={etag}
      submit={t('projects.auditSubmit')}
      onSend={({ keep_lead_reason: kept, ...input }, sending) =>
        onAudit({ ...input, ...(input.result === 'passed' && kept?.trim() ? { keep_lead_reason: kept } : {}) }, sending)
      }
      onDone={onDone}
      onClose={onClose}
    >
      {(values) => (
        <>
          {files ? (
            <p className="audit-files">
              {t('projects.proof')}：{files.length > 0 ? <FileLinks files={files} small /> : t('projects.noProof')}
            </p>
          ) : null}
          <Field of={AuditInputFields} name="result" />
          <Field of={AuditInputFields} name="opinion" />
          <fieldset className="stock-opinions" aria-label={t('projects.stockOpinions')}>
            {(opinions.data?.items ?? [])
              .filter((one) => one.result === values.result)
              .map((one) => (
                <Button key={one.opinion} size="small" onClick={() => form.setFieldValue('opinion', one.opinion)}>
                  {one.opinion}
                </Button>
              ))}
          </fieldset>
          {signs && values.result === 'passed' ? (
            <Field of={AuditInputFields} name="keep_lead_reason" label={t('projects.keepLead')} />
          ) : null}
        </>
      )}
    </FormDialog>
  )
}
