/** The projects that a visit led to: some that are there already, or new ones; sent together with the outcome. */
import Button from 'antd/es/button'
import Form from 'antd/es/form'
import { useTranslation } from 'react-i18next'
import { OutcomeInputFields, TripProjectInputFields } from '@/api/fields'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { ProjectPicker } from '@/shared/pick/pickers'
import type { CompanyView } from './api'
import type { NewProject, Row } from './debrief-rows'
import { RowList } from './row-list'

type Linked = { id: number; name: string }
type Values = { linked: Linked[]; created: NewProject[] }
type Props = { company: CompanyView; row: Row; onChange: (row: Row) => void; onClose: () => void }

export function ProjectsDialog({ company, row, onChange, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <FormDialog<Values>
      title={t('trips.projectsOf', { name: company.name })}
      fields={OutcomeInputFields}
      initial={{
        linked: row.linked ?? company.projects.map(({ id, name }) => ({ id, name })),
        created: row.created ?? [],
      }}
      submit={t('trips.take')}
      width={640}
      noLeaps
      onSend={async ({ linked, created }) => onChange({ ...row, linked: linked ?? [], created: created ?? [] })}
      onDone={() => undefined}
      onClose={onClose}
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
    </FormDialog>
  )
}

const Named = ({ value }: { value?: Linked }) => <strong>{value?.name}</strong>
