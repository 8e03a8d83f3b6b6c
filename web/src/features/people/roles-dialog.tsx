/** Granting roles: what they allow together, what comes and what goes, before anything is changed; the API refuses what excludes. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import Checkbox from 'antd/es/checkbox'
import Form from 'antd/es/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { RolesInputFields } from '@/api/fields'
import { RoleWords } from '@/api/labels'
import type { components } from '@/api/schema'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { ProblemAlert } from '@/shared/ui/problem'
import { type Role, renewing, replaceRoles, rolesQuery, type User } from './api'
import { areasOf, CanWords } from './can-words'
import { rolesText } from './users'

type Input = components['schemas']['RolesInput']
type Props = { user: User; onDone: (said: string) => void; onClose: () => void }

export function RolesDialog({ user, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<Role[]>(user.roles)
  return (
    <FormDialog<Input>
      title={t('people.roles.title', { name: user.name })}
      width={760}
      fields={RolesInputFields}
      initial={{ roles: user.roles }}
      etag={tagOf(user)}
      submit={t('people.roles.grant')}
      fromCurrent={(current) => ({ roles: (current['roles'] as Role[] | undefined) ?? [] })}
      onChange={(values) => setChosen(values.roles)}
      onSend={(values, sending) => renewing(queries, replaceRoles(user.id, values, sending))}
      onDone={() => onDone(t('people.roles.granted', { roles: rolesText(chosen) }))}
      onClose={onClose}
    >
      <Form.Item
        name="roles"
        label={t('people.roles.choose')}
        rules={[{ required: true, type: 'array', min: 1, message: t('people.roles.pickOne') }]}
      >
        <RoleChoices />
      </Form.Item>
      <Preview id={user.id} chosen={chosen} />
      <Field of={RolesInputFields} name="reason" />
    </FormDialog>
  )
}

type Choices = { id?: string; value?: Role[]; onChange?: (roles: Role[]) => void }

/** A group cannot be required in ARIA's words: what the form would add to it is left out. */
function RoleChoices({ id, value = [], onChange }: Choices) {
  return (
    <Checkbox.Group
      {...(id ? { id } : {})}
      className="role-choices"
      value={value}
      options={Object.entries(RoleWords).map(([code, label]) => ({ value: code, label }))}
      onChange={(roles) => onChange?.(roles as Role[])}
    />
  )
}

function Preview({ id, chosen }: { id: number; chosen: readonly Role[] }) {
  const { t } = useTranslation()
  const preview = useQuery({
    ...rolesQuery(id, chosen),
    enabled: chosen.length > 0,
    placeholderData: (before) => before,
  })
  const view = preview.data?.data
  const words = (can: readonly string[]) =>
    areasOf(can)
      .flatMap(([, one]) => one)
      .join(t('form.comma'))
  return (
    <section
      className="can-scroll"
      aria-label={t('people.roles.panel')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      aria-live="polite"
      aria-busy={preview.isFetching}
    >
      {preview.error ? <ProblemAlert error={preview.error} /> : null}
      {view && !preview.error ? (
        <>
          {view.gained.length > 0 ? (
            <p className="can-change">
              <strong>{t('people.roles.gained', { n: view.gained.length })}</strong> {words(view.gained)}
            </p>
          ) : null}
          {view.lost.length > 0 ? (
            <p className="can-change lost">
              <strong>{t('people.roles.lost', { n: view.lost.length })}</strong> {words(view.lost)}
            </p>
          ) : null}
          {view.gained.length + view.lost.length === 0 ? <p className="note">{t('people.roles.same')}</p> : null}
          <p className="note">{t('people.roles.after', { n: view.can_after.length })}</p>
          <CanWords can={view.can_after} />
        </>
      ) : null}
    </section>
  )
}
