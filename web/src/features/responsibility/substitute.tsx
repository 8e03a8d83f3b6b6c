/** Names who stands in while somebody is away (A, B posts). */
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { SubstituteInputFields as F } from '@/api/fields'
import { today } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { PersonPicker } from '@/shared/pick/pickers'
import { say } from '@/shared/ui/said'
import { nameSubstitute, type Schemas, written } from './api'

type Props = { me: { id: number; name: string } | undefined; onClose: () => void }

export function SubstituteDialog({ me, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <FormDialog<Schemas['SubstituteInput']>
      title={t('responsibility.nameSubstitute')}
      fields={F}
      initial={{ from_on: today(), user_id: me?.id ?? null }}
      submit={t('responsibility.nameSubstitute')}
      onSend={(values, { key }) => nameSubstitute(values, key)}
      onDone={() => {
        say(t('responsibility.substituteNamed'))
        void written(queries)
      }}
      onClose={onClose}
    >
      <p className="note">{t('responsibility.substituteText')}</p>
      <div className="form-grid">
        <Field of={F} name="user_id">
          <PersonPicker known={me ? [me] : undefined} />
        </Field>
        <Field of={F} name="substitute_id">
          <PersonPicker autoFocus />
        </Field>
        <Field of={F} name="from_on" />
        <Field of={F} name="until_on" />
      </div>
      <Field of={F} name="reason" />
    </FormDialog>
  )
}
