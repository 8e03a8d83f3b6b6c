/** One act hands over everything: who, to whom, from which day; before it is done, what will move is shown. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import { HandoverInputFields as F } from '@/api/fields'
import { AssignmentRoleWords } from '@/api/labels'
import { today } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { PersonPicker } from '@/shared/pick/pickers'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { handOver, previewQuery, type Schemas, written } from './api'

type Input = Schemas['HandoverInput']

export function HandoverDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <FormDialog<Input>
      title={t('responsibility.handOver')}
      fields={F}
      initial={{ on: today() }}
      width={680}
      submit={t('responsibility.handOver')}
      onSend={(values, { key }) => handOver(values, key)}
      onDone={() => {
        say(t('responsibility.handedOver'))
        void written(queries)
      }}
      onClose={onClose}
    >
      {(values) => (
        <>
          <div className="form-grid">
            <Field of={F} name="from_user_id">
              <PersonPicker autoFocus />
            </Field>
            <Field of={F} name="to_user_id">
              <PersonPicker />
            </Field>
            <Field of={F} name="on" />
            <Field of={F} name="roles" />
          </div>
          <Field of={F} name="reason" />
          <Preview from={values.from_user_id} roles={values.roles} />
        </>
      )}
    </FormDialog>
  )
}

/** What the person carries now, as far as it was chosen. */
function Preview({ from, roles }: { from: number | null | undefined; roles: Input['roles'] | undefined }) {
  const { t } = useTranslation()
  const preview = useQuery(previewQuery(from))
  if (!from) return <p className="note">{t('responsibility.previewFirst')}</p>
  if (preview.error) return <ProblemAlert error={preview.error} />
  if (!preview.data) return <Skeleton active paragraph={{ rows: 3 }} />
  const chosen = roles && roles.length > 0 ? roles : null
  const terms = preview.data.assignments.filter((one) => !chosen || chosen.includes(one.role))
  const work = chosen ? [] : preview.data.work
  return (
    <section className="preview" aria-label={t('responsibility.preview')}>
      <h3>{t('responsibility.previewOf', { name: preview.data.from_user_name })}</h3>
      <ul>
        {terms.map((one) => (
          <li key={one.id}>
            {t('responsibility.previewTerm', { role: AssignmentRoleWords[one.role], project: one.project_name })}
          </li>
        ))}
        {preview.data.hidden > 0 ? <li>{t('responsibility.previewHidden', { n: preview.data.hidden })}</li> : null}
        {work.map((one) => (
          <li key={one.kind}>{t('responsibility.previewWork', { label: one.label, n: one.count })}</li>
        ))}
        {terms.length + work.length + preview.data.hidden === 0 ? <li>{t('responsibility.previewNothing')}</li> : null}
      </ul>
    </section>
  )
}
