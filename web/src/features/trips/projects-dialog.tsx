/** The projects that a visit led to: some that are there already, or new ones; sent together with the outcome. */
import Button from 'antd/es/button'
import Form from 'antd/es/form'
import Modal from 'antd/es/modal'
import { useTranslation } from 'react-i18next'
import { OutcomeInputFields, TripProjectInputFields } from '@/api/fields'
import { Field } from '@/shared/form/field'
import '@/shared/form/form.css'
import { ProjectPicker } from '@/shared/pick/pickers'
import type { CompanyView } from './api'
import type { NewProject, Row } from './debrief-rows'
import { RowList } from './row-list'

type Linked = { id: number; name: string }
type Values = { linked: Linked[]; created: NewProject[] }
type Props = { company: CompanyView; row: Row; onChange: (row: Row) => void; onClose: () => void }

export function ProjectsDialog({ company, row, onChange, onClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const initial: Values = {
    linked: row.linked ?? company.projects.map(({ id, name }) => ({ id, name })),
    created: row.created ?? [],
  }
  const take = ({ linked, created }: Values) => {
    onChange({ ...row, linked: linked ?? [], created: created ?? [] })
    onClose()
  }
  return (
    <Modal
      open
      title={t('trips.projectsOf', { name: company.name })}
      okText={t('trips.take')}
      cancelText={t('action.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={640}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={initial}
        className="write-form"
        onFinish={() => take(form.getFieldsValue(true) as Values)}
      >
        <RowList<Linked>
          name="linked"
          title={OutcomeInputFields.project_ids.title}
          adder={(add) => (
            <ProjectPicker
              aria-label={OutcomeInputFields.project_ids.title}
              value={null}
              onChange={(id, choice) => {
                if (id !== null) add({ id, name: choice?.name ?? '' })
              }}
            />
          )}
        >
          {({ index }) => (
            <Form.Item name={index}>
              <Named />
            </Form.Item>
          )}
        </RowList>
        <RowList<Partial<NewProject>>
          name="created"
          title={OutcomeInputFields.new_projects.title}
          adder={(add) => (
            <Button type="dashed" onClick={() => add({ name: '', content: '' })}>
              {t('trips.addProject')}
            </Button>
          )}
        >
          {({ index, focus }) => (
            <>
              <Field of={TripProjectInputFields} name="name" path={[index, 'name']} autoFocus={focus} />
              <Field of={TripProjectInputFields} name="content" path={[index, 'content']} />
              <Field of={TripProjectInputFields} name="total_investment_yuan" path={[index, 'total_investment_yuan']} />
              <Field of={TripProjectInputFields} name="confirmed_different" path={[index, 'confirmed_different']} />
            </>
          )}
        </RowList>
      </Form>
    </Modal>
  )
}

const Named = ({ value }: { value?: Linked }) => <strong>{value?.name}</strong>
