/** Issuing a slip: on what ground, what is to be done, whose it is, until when. */
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { SlipInputFields } from '@/api/fields'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { PersonPicker, ProjectPicker, UnitPicker } from '@/shared/pick/pickers'
import { say } from '@/shared/ui/said'
import { issueSlip, type SlipInput, written } from './api'

type Props = {
  /** What it is about, as the page knows it from which one issues. */
  project?: { id: number; name: string } | undefined
  onClose: () => void
}

/** The levels above rise by lapse only. */
const ISSUED: readonly string[] = ['assign', 'remind', 'deadline_notice', 'letter'] satisfies SlipInput['kind'][]
const initial: Partial<SlipInput> = { kind: 'remind', basis: 'meeting' }

export function IssueForm({ project, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <FormDialog<SlipInput>
      title={t('supervision.issue')}
      width={760}
      fields={SlipInputFields}
      initial={{ ...initial, ...(project ? { project_id: project.id } : {}) }}
      draft={`slip-${project?.id ?? 'new'}`}
      submit={t('supervision.issueSubmit')}
      onSend={(input, { key }) => issueSlip(input, key)}
      onDone={() => {
        say(t('supervision.issued'))
        void written(queries)
      }}
      onClose={onClose}
    >
      {(values) => (
        <>
          <div className="form-grid">
            <Field of={SlipInputFields} name="kind" only={ISSUED} />
            <Field of={SlipInputFields} name="basis" />
            <Field of={SlipInputFields} name="basis_text" />
          </div>
          <Field of={SlipInputFields} name="matter" autoFocus />
          <div className="form-grid">
            <Field of={SlipInputFields} name="project_id">
              <ProjectPicker known={project ? [project] : undefined} />
            </Field>
            <Field of={SlipInputFields} name="unit_id">
              <UnitPicker />
            </Field>
            <Field of={SlipInputFields} name="person_id">
              <PersonPicker unit={values.unit_id ?? undefined} />
            </Field>
            <Field of={SlipInputFields} name="working_days" />
            <Field of={SlipInputFields} name="gap_days" />
          </div>
        </>
      )}
    </FormDialog>
  )
}
