/** Issuing a token: for whom, what it may do, from where, until when. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ApiTokenInputFields } from '@/api/fields'
import type { components } from '@/api/schema'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { RemoteSelect } from '@/shared/pick/remote-select'
import { ProblemAlert } from '@/shared/ui/problem'
import { createToken, findEnterprises, scopesQuery, type TokenInput } from './api'
import { ScopeChoices } from './scope-words'

type Issued = components['schemas']['ApiTokenIssued']
type Props = { onIssued: (token: Issued) => void; onClose: () => void }

export function TokenDialog({ onIssued, onClose }: Props) {
  const { t } = useTranslation()
  const scopes = useQuery(scopesQuery)
  /** A partner's token may have other scopes than that of another system. */
  const fitting = (enterprise: number | null | undefined) =>
    (scopes.data?.items ?? []).filter((one) => (enterprise ? one.for_enterprise : one.for_integration))
  return (
    <FormDialog<TokenInput>
      title={t('people.tokens.new')}
      width={760}
      fields={ApiTokenInputFields}
      initial={{ scopes: [] }}
      submit={t('people.tokens.issuedBy')}
      onSend={async (values, sending) => {
        const may = fitting(values.enterprise_id).map((one) => one.scope)
        onIssued(await createToken({ ...values, scopes: values.scopes.filter((one) => may.includes(one)) }, sending))
      }}
      onDone={() => undefined}
      onClose={onClose}
    >
      {(values) => (
        <>
          <p className="note">{t('people.tokens.newText')}</p>
          {scopes.error ? <ProblemAlert error={scopes.error} onRetry={() => void scopes.refetch()} /> : null}
          <div className="form-grid">
            <Field of={ApiTokenInputFields} name="name" autoFocus />
            <Field of={ApiTokenInputFields} name="expires_on" />
            <Field of={ApiTokenInputFields} name="enterprise_id">
              <RemoteSelect source="token-enterprises" find={findEnterprises} placeholder={t('people.tokens.findEnterprise')} />
            </Field>
            <Field of={ApiTokenInputFields} name="addresses" />
            <Field of={ApiTokenInputFields} name="scopes" className="wide">
              <ScopeChoices scopes={fitting(values.enterprise_id)} />
            </Field>
          </div>
          {scopes.data && fitting(values.enterprise_id).length === 0 ? (
            <p className="note">{t('people.tokens.noScopes')}</p>
          ) : null}
        </>
      )}
    </FormDialog>
  )
}
