/** A new password: forced before anything else after a first sign-in, or from the account menu. */
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { changePassword, signOut } from '@/api/session'
import { ProblemAlert, useSpoken } from '@/shared/ui/problem'
import { EntryPage } from './entry-page'

export function PasswordPage() {
  const { t } = useTranslation()
  return (
    <EntryPage title={t('password.title')} subtitle={t('password.title')}>
      <p className="note">{t('password.must')}</p>
      <PasswordForm submit={t('password.submit')} />
      <Button type="link" onClick={() => void signOut()}>
        {t('password.leave')}
      </Button>
    </EntryPage>
  )
}

export function PasswordForm({ submit, onDone }: { submit: string; onDone?: () => void }) {
  const { t, i18n } = useTranslation()
  const [values, setValues] = useState({ current: '', next: '', again: '' })
  const [failure, setFailure] = useState<unknown>(null)
  const [different, setDifferent] = useState(false)
  const [busy, setBusy] = useState(false)
  const spoken = useSpoken()
  const refused = (pointer: string) => {
    const at = failure instanceof ApiError ? failure.problem.errors?.filter((one) => one.pointer === pointer) : undefined
    return at?.length ? at.map((one) => spoken(one.code, one.message)).join(' ') : undefined
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was said in one language does not stand under the other
  useEffect(() => setFailure(null), [i18n.language])

  const send = async () => {
    setDifferent(values.next !== values.again)
    if (values.next !== values.again) return
    setBusy(true)
    setFailure(null)
    try {
      await changePassword(values.current, values.next)
      onDone?.()
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      className="stacked"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {failure ? <ProblemAlert error={failure} /> : null}
      <Field
        label={t('password.current')}
        autoComplete="current-password"
        value={values.current}
        error={refused('/current_password')}
        onChange={(current) => setValues({ ...values, current })}
      />
      <Field
        label={t('password.next')}
        autoComplete="new-password"
        value={values.next}
        error={refused('/new_password')}
        hint={t('password.rules')}
        onChange={(next) => setValues({ ...values, next })}
      />
      <Field
        label={t('password.again')}
        autoComplete="new-password"
        value={values.again}
        error={different ? t('password.different') : undefined}
        onChange={(again) => setValues({ ...values, again })}
      />
      <Button type="primary" htmlType="submit" block loading={busy} disabled={!values.current || !values.next || !values.again}>
        {submit}
      </Button>
    </form>
  )
}

type FieldProps = {
  label: string
  autoComplete: string
  value: string
  error?: ReactNode
  hint?: string
  onChange: (value: string) => void
}

function Field({ label, autoComplete, value, error, hint, onChange }: FieldProps) {
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Input.Password
        id={id}
        autoComplete={autoComplete}
        value={value}
        status={error ? 'error' : ''}
        aria-invalid={Boolean(error)}
        aria-describedby={`${id}-note`}
        onChange={(e) => onChange(e.target.value)}
      />
      <p id={`${id}-note`} className={error ? 'field-error' : 'hint'}>
        {error ?? hint}
      </p>
    </>
  )
}
