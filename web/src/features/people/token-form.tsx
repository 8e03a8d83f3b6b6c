/** Issuing a token: for whom, what it may do, from where, until when. */
import InputNumber from 'antd/es/input-number'
import { useTranslation } from 'react-i18next'
import { ApiTokenInputFields } from '@/api/fields'
import type { components } from '@/api/schema'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { EnterprisePicker } from '@/shared/pick/pickers'
import { createToken, type TokenInput } from './api'
import { ScopeChoices } from './scope-words'

type Issued = components['schemas']['ApiTokenIssued']
type Props = {
  /** Somebody who sees no enterprises types the number of one. */
  seesEnterprises: boolean
  onIssued: (token: Issued) => void
  onClose: () => void
}

export function TokenDialog({ seesEnterprises, onIssued, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <FormDialog<TokenInput>
      title={t('people.tokens.new')}
      width={760}
      fields={ApiTokenInputFields}
      initial={{ scopes: [] }}
      submit={t('people.tokens.issuedBy')}
      onSend={async (values, sending) => onIssued(await createToken(values, sending))}
      onDone={() => undefined}
      onClose={onClose}
    >
      <p className="note">
        {t('people.tokens.newText')}
        {seesEnterprises ? '' : t('people.tokens.enterpriseHint')}
      </p>
      <div className="form-grid">
        <Field of={ApiTokenInputFields} name="name" autoFocus />
        <Field of={ApiTokenInputFields} name="expires_on" />
        {seesEnterprises ? (
          <Field of={ApiTokenInputFields} name="enterprise_id">
            <EnterprisePicker />
          </Field>
        ) : (
          <Field of={ApiTokenInputFields} name="enterprise_id" label={t('people.tokens.enterpriseNo')}>
            <InputNumber className="number-input" precision={0} min={1} />
          </Field>
        )}
        <Field of={ApiTokenInputFields} name="addresses" />
        <Field of={ApiTokenInputFields} name="scopes" className="wide">
          <ScopeChoices />
        </Field>
      </div>
    </FormDialog>
  )
}
