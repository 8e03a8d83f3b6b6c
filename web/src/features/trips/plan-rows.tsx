/** Rows of a plan: a person, a leg, a company; each is one value of the form. */
import Input from 'antd/es/input'
import { useTranslation } from 'react-i18next'
import { TripCompanyInputFields, TripPersonInputFields } from '@/api/fields'
import type { Days } from '@/shared/dates'
import { DaysInput } from '@/shared/form/days-input'
import { PersonChoice } from './adders'
import type { Company, Leg, Person } from './plan-values'

type Control<Row> = { id?: string; value?: Row; onChange?: (row: Row) => void; autoFocus?: boolean }

export function LegRow({ id, value, onChange, autoFocus }: Control<Leg>) {
  const { t } = useTranslation()
  if (!value) return null
  return (
    <div className="plan-row">
      <strong>{value.city}</strong>
      <DaysInput
        {...(id ? { id } : {})}
        {...(autoFocus ? { autoFocus } : {})}
        aria-label={t('trips.daysOf', { name: value.city })}
        value={value.days}
        onChange={(days: Days | null) => onChange?.({ ...value, days })}
      />
    </div>
  )
}

/** `bare` where no reason is asked. */
export function CompanyRow({ id, value, onChange, autoFocus, bare }: Control<Company> & { bare?: boolean }) {
  const { t } = useTranslation()
  if (!value) return null
  return (
    <div className="plan-row">
      <strong>
        {value.name}
        {value.enterprise_id ? null : <em>{t('trips.notInLibrary')}</em>}
      </strong>
      {bare ? null : (
        <Input
          {...(id ? { id } : {})}
          {...(autoFocus ? { autoFocus } : {})}
          aria-label={t('trips.reasonOf', { name: value.name })}
          placeholder={TripCompanyInputFields.reason.title}
          maxLength={TripCompanyInputFields.reason.maxLength}
          value={value.reason}
          onChange={(event) => onChange?.({ ...value, reason: event.target.value })}
        />
      )}
    </div>
  )
}

/** Unit and post are asked only of who has no account. */
function Written({ value, onChange, autoFocus }: Control<Person>) {
  if (!value) return null
  const input = (name: 'unit' | 'post', first: boolean) => (
    <Input
      {...(first && autoFocus ? { autoFocus } : {})}
      aria-label={`${value.name}${TripPersonInputFields[name].title}`}
      placeholder={TripPersonInputFields[name].title}
      maxLength={TripPersonInputFields[name].maxLength}
      value={value[name]}
      onChange={(event) => onChange?.({ ...value, [name]: event.target.value })}
    />
  )
  return (
    <>
      {input('unit', true)}
      {input('post', false)}
    </>
  )
}

export function MemberRow({ value, onChange, autoFocus }: Control<Person>) {
  if (!value) return null
  return (
    <div className="plan-row">
      <strong>{value.name}</strong>
      {value.user_id ? (
        <span className="secondary">{[value.unit, value.post].filter(Boolean).join(' ')}</span>
      ) : (
        <Written value={value} {...(onChange ? { onChange } : {})} {...(autoFocus ? { autoFocus } : {})} />
      )}
    </div>
  )
}

export function LeaderField({
  id,
  value,
  onChange,
}: {
  id?: string
  value?: Person | null
  onChange?: (one: Person | null) => void
}) {
  const { t } = useTranslation()
  return (
    <div className="leader-field">
      <PersonChoice
        {...(id ? { id } : {})}
        value={value ?? null}
        onAdd={(one) => onChange?.(one)}
        placeholder={t('trips.leaderHint')}
      />
      {value && !value.user_id ? <Written value={value} onChange={(one) => onChange?.(one)} /> : null}
    </div>
  )
}
