/** A format made or changed: whose it is, its title, its columns; beside it how the table will look. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Form from 'antd/es/form'
import Select from 'antd/es/select'
import Skeleton from 'antd/es/skeleton'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ExportTemplateInputFields } from '@/api/fields'
import { TemplateScopeWords } from '@/api/labels'
import { Field } from '@/shared/form/field'
import { type Sending, WriteForm } from '@/shared/form/write-form'
import { ActButton } from '@/shared/ui/act'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { useTitle } from '@/shared/ui/title'
import {
  createTemplate,
  exportLists,
  type ListView,
  refreshTemplates,
  replaceTemplate,
  type Template,
  type TemplateInput,
  templateQuery,
  withdrawTemplate,
} from './api'
import { plain } from './columns'
import { ColumnsEditor } from './columns-editor'
import './exports.css'
import { TemplatePreview } from './preview'

type Props = {
  /** The format that is opened; absent for a new one. */
  id?: number
  /** A new one begins as this one. */
  from?: number | undefined
  list: string
  may: boolean
  onDone: () => void
  onCopy: (id: number) => void
}

const inputOf = (template: Template): TemplateInput => ({
  list: template.list,
  name: template.name,
  scope: template.scope,
  title: template.title,
  columns: template.columns.map(plain),
})

export function TemplateEditor({ id, from, list, may, onDone, onCopy }: Props) {
  const { t } = useTranslation()
  const source = id ?? from
  const found = useQuery({ ...templateQuery(source ?? 0), enabled: source !== undefined })
  const lists = useQuery(exportLists)
  const opened = found.data?.data as Template | undefined
  const heading = id === undefined ? t('exports.newTemplate') : (opened?.name ?? t('menu.exportTemplates'))
  useTitle(heading)
  const page = (children: ReactNode, actions?: ReactNode) => (
    <div className="template-page">
      <header className="page-head">
        <h1>{heading}</h1>
        {opened && id !== undefined ? (
          <span className="asof">
            {TemplateScopeWords[opened.scope]}
            {opened.shipped ? `，${t('exports.shipped')}` : ''}
          </span>
        ) : null}
        <div className="page-actions">
          <Button onClick={onDone}>{t('exports.back')}</Button>
          {actions}
        </div>
      </header>
      {children}
    </div>
  )
  const failed = found.error ? found : lists.error ? lists : null
  if (failed)
    return page(<ProblemAlert error={failed.error} title={t('state.loadFailed')} onRetry={() => void failed.refetch()} />)
  if (!lists.data || (source !== undefined && !found.data)) return page(<Skeleton active paragraph={{ rows: 10 }} />)
  const initial: TemplateInput = opened
    ? {
        ...inputOf(opened),
        ...(id === undefined ? { name: t('exports.copyOf', { name: opened.name }), scope: 'personal' as const } : {}),
      }
    : startOf(lists.data, list)
  const editable = id === undefined ? may : (opened?.can.includes('template.edit') ?? false)
  const etag = id === undefined ? '' : (found.data?.etag ?? '')
  return page(
    <Editor key={`${id} ${etag}`} id={id} initial={initial} etag={etag} lists={lists.data} editable={editable} onDone={onDone} />,
    id === undefined || !opened ? null : (
      <>
        {may ? <Button onClick={() => onCopy(id)}>{t('exports.copy')}</Button> : null}
        {editable ? <Withdraw id={id} etag={etag} onDone={onDone} /> : null}
      </>
    ),
  )
}

/** A new format begins with what the list usually has. */
function startOf(lists: readonly ListView[], code: string): TemplateInput {
  const list = lists.find((one) => one.list === code) ?? lists[0]
  return {
    list: list?.list ?? code,
    name: '',
    scope: 'personal',
    title: list?.title ?? '',
    columns: (list?.default_columns ?? []).map((field) => ({ field })),
  }
}

function Withdraw({ id, etag, onDone }: { id: number; etag: string; onDone: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <ActButton
      danger
      act={(key) => withdrawTemplate(id, etag, key)}
      onDone={() => {
        void refreshTemplates(queries)
        say(t('exports.withdrawn'))
        onDone()
      }}
      confirm={{ title: t('exports.withdrawTitle'), text: t('exports.withdrawText'), ok: t('exports.withdraw') }}
    >
      {t('exports.withdraw')}
    </ActButton>
  )
}

type EditorProps = {
  id: number | undefined
  initial: TemplateInput
  etag: string
  lists: readonly ListView[]
  editable: boolean
  onDone: () => void
}

function Editor({ id, initial, etag, lists, editable, onDone }: EditorProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [form] = Form.useForm<TemplateInput>()
  const [shown, setShown] = useState<TemplateInput>(initial)
  const of = lists.find((one) => one.list === shown.list)?.columns ?? []
  const preview = <TemplatePreview list={shown.list} title={shown.title} columns={shown.columns} of={of} />
  if (!editable) {
    return (
      <>
        <ColumnsEditor value={shown.columns} of={of} disabled />
        {preview}
      </>
    )
  }
  const send = (values: TemplateInput, sending: Sending) => {
    const input = { ...values, columns: values.columns.map(plain) }
    return id === undefined ? createTemplate(input, sending.key) : replaceTemplate(id, input, sending.etag)
  }
  return (
    <>
      <WriteForm<TemplateInput>
        form={form}
        initial={initial}
        etag={etag}
        fields={ExportTemplateInputFields}
        submit={t('exports.save')}
        draft={`export-template-${id ?? 'new'}`}
        fromCurrent={(current) => inputOf(current as unknown as Template)}
        onChange={(values) => setShown({ ...initial, ...values })}
        onSend={send}
        onDone={() => {
          void refreshTemplates(queries)
          say(t('exports.saved'))
          onDone()
        }}
      >
        <div className="template-head">
          <Field of={ExportTemplateInputFields} name="name" />
          <Field of={ExportTemplateInputFields} name="title" />
          <Field of={ExportTemplateInputFields} name="list">
            <Select
              disabled={id !== undefined}
              showSearch
              optionFilterProp="label"
              options={lists.map((one) => ({ value: one.list, label: one.title }))}
              onChange={(code: string) => {
                const start = startOf(lists, code)
                form.setFieldsValue({ title: start.title, columns: start.columns })
                setShown((old) => ({ ...old, list: code, title: start.title, columns: start.columns }))
              }}
            />
          </Field>
          <Field of={ExportTemplateInputFields} name="scope" disabled={id !== undefined} />
        </div>
        <Form.Item
          name="columns"
          rules={[{ validator: (_, columns: TemplateInput['columns']) => titled(columns, t('exports.needsTitle')) }]}
        >
          <ColumnsEditor of={of} />
        </Form.Item>
      </WriteForm>
      {preview}
    </>
  )
}

const titled = (columns: TemplateInput['columns'], fault: string): Promise<void> =>
  columns.some((column) => !column.field && !column.title?.trim()) ? Promise.reject(new Error(fault)) : Promise.resolve()
