/** The form of a person's account, and of its end. Roles are granted elsewhere, by somebody else. */
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DeactivationInputFields, UserInputFields } from '@/api/fields'
import type { components } from '@/api/schema'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { PersonPicker, UnitPicker } from '@/shared/pick/pickers'
import { createUser, deactivateUser, type NewUser, renewing, replaceUser, type User, type UserInput } from './api'

type Props = {
  user?: User
  /** The tag of what filled the form. */
  etag?: string
  onMade?: (user: NewUser) => void
  onSaved?: (user: User) => void
  onClose: () => void
}

/** Of a person as shown what the form sends. */
export const inputOf = (user: Partial<User>): Partial<UserInput> => ({
  ...(user.username === undefined ? {} : { username: user.username }),
  ...(user.name === undefined ? {} : { name: user.name }),
  ...(user.unit_id === undefined ? {} : { unit_id: user.unit_id }),
  ...(user.post === undefined ? {} : { post: user.post }),
  ...(user.sort_no === undefined ? {} : { sort_no: user.sort_no }),
  phone: user.phone ?? null,
})

export function UserDialog({ user, etag, onMade, onSaved, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <FormDialog<UserInput>
      title={t(user ? 'people.users.edit' : 'people.users.new')}
      fields={UserInputFields}
      initial={user ? inputOf(user) : {}}
      {...(etag ? { etag } : { draft: 'user/new' })}
      fromCurrent={(current) => inputOf(current as Partial<User>)}
      submit={t('people.form.save')}
      onSend={async (values, sending) => {
        const input = { ...values, phone: values.phone?.trim() || null }
        if (user) onSaved?.(await renewing(queries, replaceUser(user.id, input, sending)))
        else onMade?.(await createUser(input, sending))
      }}
      onDone={() => undefined}
      onClose={onClose}
    >
      {user ? null : <p className="note">{t('people.users.newText')}</p>}
      <div className="form-grid">
        <Field of={UserInputFields} name="name" autoFocus />
        <Field of={UserInputFields} name="username" />
        <Field of={UserInputFields} name="unit_id">
          <UnitPicker known={user ? [{ id: user.unit_id, name: user.unit_name }] : undefined} />
        </Field>
        <Field of={UserInputFields} name="post" />
        <Field of={UserInputFields} name="sort_no" />
        <Field of={UserInputFields} name="phone" />
      </div>
    </FormDialog>
  )
}

type EndProps = { user: User; etag: string; onDone: () => void; onClose: () => void }

export function DeactivationDialog({ user, etag, onDone, onClose }: EndProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <FormDialog<components['schemas']['DeactivationInput']>
      title={t('people.users.deactivateTitle', { name: user.name })}
      fields={DeactivationInputFields}
      initial={{}}
      etag={etag}
      submit={t('people.users.deactivate')}
      danger
      onSend={(values, sending) => renewing(queries, deactivateUser(user.id, values, sending))}
      onDone={onDone}
      onClose={onClose}
    >
      <p className="note">{t('people.users.deactivateText')}</p>
      <Field of={DeactivationInputFields} name="successor_id">
        <PersonPicker />
      </Field>
      <Field of={DeactivationInputFields} name="reason" />
    </FormDialog>
  )
}
