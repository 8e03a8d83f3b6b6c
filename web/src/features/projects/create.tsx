/** A new project: five fields. Everything else is asked when a stage needs it. */
import Form from 'antd/es/form'
import Input from 'antd/es/input'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { NewProjectInputFields as F } from '@/api/fields'
import { Field, hintOf } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { EnterprisePicker, UnitPicker } from '@/shared/pick/pickers'
import { useFoundNames } from '@/shared/pick/remote-select'
import { Similar } from './similar'
import { createProject, type Schemas } from './writes'

type Values = Omit<Schemas['NewProjectInput'], 'parties'> & { investor_id?: number | null; investor_name?: string }
type Props = { unit: { id: number; name: string } | undefined; onCreated: (id: number) => void; onClose: () => void }

export function CreateProject({ unit, onCreated, onClose }: Props) {
  const { t } = useTranslation()
  const [suspected, setSuspected] = useState(false)
  const made = useRef<number>(undefined)
  const found = useFoundNames('enterprises')
  const investorOf = ({ investor_id: id, investor_name: name }: Partial<Values>) => (id ? found(id) : name)
  const send = async ({ investor_id, investor_name, ...values }: Values, key: string) => {
    const investor = { role: 'investor' as const, enterprise_id: investor_id ?? null, name: investor_name || null }
    const parties = investor_id || investor_name ? [investor] : []
    made.current = (await createProject({ ...values, parties }, key)).id
  }
  return (
    <FormDialog<Values>
      title={t('projects.new')}
      fields={F}
      initial={unit ? { lead_unit_id: unit.id } : {}}
      draft="project-new"
      submit={t('projects.create')}
      onSend={(values, { key }) => send(values, key)}
      onFail={(error) => setSuspected(error instanceof ApiError && error.status === 409)}
      onDone={() => undefined}
      onClose={() => (made.current === undefined ? onClose() : onCreated(made.current))}
    >
      {(values) => (
        <>
          <Field of={F} name="name" autoFocus />
          <Similar name={values.name} investor={investorOf(values)} />
          <Form.Item label={t('project.investors')} {...hintOf(t('projects.investorHint'))}>
            <Form.Item name="investor_id" noStyle>
              <EnterprisePicker aria-label={t('project.investors')} />
            </Form.Item>
            {values.investor_id ? null : (
              <Form.Item name="investor_name" noStyle>
                <Input
                  className="investor-name"
                  aria-label={t('projects.investorName')}
                  placeholder={t('projects.investorName')}
                />
              </Form.Item>
            )}
          </Form.Item>
          <Field of={F} name="content" />
          <div className="form-grid">
            <Field of={F} name="lead_source" />
            <Field of={F} name="lead_unit_id">
              <UnitPicker known={unit ? [unit] : []} />
            </Field>
            <Field of={F} name="total_investment_yuan" />
          </div>
          {suspected ? <Field of={F} name="confirmed_different" /> : null}
        </>
      )}
    </FormDialog>
  )
}
