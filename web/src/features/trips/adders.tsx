/** One field that adds to a list: what the library knows by name or pinyin, or just the name as written. */
import { useTranslation } from 'react-i18next'
import { body, client } from '@/api/client'
import { type Choice, RemoteSelect } from '@/shared/pick/remote-select'
import type { Company, Leg, Person } from './plan-values'

type Finder = (q: string, signal: AbortSignal) => Promise<Choice<string>[]>
type Props<Row> = { id?: string; onAdd: (row: Row) => void; placeholder?: string; 'aria-label'?: string }

const MOST = 20
const KNOWN = 'known:'
const WRITTEN = 'written:'

/** What was found, and last the name as it was written. */
function orWritten(find: Finder, detail: string): Finder {
  return async (q, signal) => {
    const found = (await find(q, signal)).map((one) => ({ ...one, id: KNOWN + one.id }))
    return q.length > 1 && !found.some((one) => one.name === q) ? [...found, { id: WRITTEN + q, name: q, detail }] : found
  }
}

const known = (id: string): string | null => (id.startsWith(KNOWN) ? id.slice(KNOWN.length) : null)

const companies: Finder = async (q, signal) => {
  const query = { per_page: MOST, ...(q ? { q } : {}) }
  const found = await body(client.GET('/api/v1/enterprises', { params: { query }, signal }))
  return found.items.map((one) => ({
    id: String(one.id),
    name: one.name,
    detail: [one.credit_code, one.place, one.industry].filter(Boolean).join(' '),
  }))
}

export function CompanyAdder({ onAdd, ...rest }: Props<Company>) {
  const { t } = useTranslation()
  return (
    <RemoteSelect<string>
      {...rest}
      source="companies-or-name"
      find={orWritten(companies, t('trips.newCompany'))}
      placeholder={rest.placeholder ?? t('trips.addCompany')}
      value={null}
      onChange={(id, choice) => {
        if (!id) return
        const number = known(id)
        onAdd({ enterprise_id: number ? Number(number) : null, name: choice?.name ?? '', reason: '' })
      }}
    />
  )
}

const cities: Finder = async (q, signal) => {
  const found = await body(client.GET('/api/v1/code-lists/divisions', { params: { query: q ? { q } : {} }, signal }))
  return found.items.map((one) => ({ id: one.code, name: one.name, detail: one.full_name }))
}

export function CityAdder({ onAdd, ...rest }: Props<Leg>) {
  const { t } = useTranslation()
  return (
    <RemoteSelect<string>
      {...rest}
      source="cities-or-name"
      find={orWritten(cities, t('trips.cityWritten'))}
      placeholder={t('trips.addCity')}
      value={null}
      onChange={(id, choice) => {
        if (id) onAdd({ division_code: known(id), city: choice?.name ?? '', days: null })
      }}
    />
  )
}

/** Name of the account, then unit and post, as two lines of a choice; kept to fill the row. */
const people: Finder = async (q, signal) => {
  const query = { per_page: MOST, status: 'active' as const, ...(q ? { q } : {}) }
  const found = await body(client.GET('/api/v1/users', { params: { query }, signal }))
  return found.items.map((user) => ({
    id: String(user.id),
    name: user.name,
    detail: [user.unit_name, user.post].filter(Boolean).join(' '),
  }))
}

type PersonProps = Props<Person | null> & { value?: Person | null }

/** Adds people when it holds no value; else it is the field of one person. */
export function PersonChoice({ onAdd, value = null, ...rest }: PersonProps) {
  const { t } = useTranslation()
  const id = value ? (value.user_id ? KNOWN + value.user_id : WRITTEN + value.name) : null
  return (
    <RemoteSelect<string>
      {...rest}
      source="people-or-name"
      find={orWritten(people, t('trips.personWritten'))}
      placeholder={rest.placeholder ?? t('trips.addPerson')}
      value={id}
      known={value && id ? [{ id, name: value.name }] : undefined}
      onChange={(chosen, choice) => {
        if (!chosen) onAdd(null)
        else {
          const number = known(chosen)
          const post = number ? (choice?.detail ?? '') : ''
          onAdd({ user_id: number ? Number(number) : null, name: choice?.name ?? '', unit: '', post })
        }
      }}
    />
  )
}
