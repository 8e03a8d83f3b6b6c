/** Pickers of what the business is made of. Each takes names, pinyin and initials and shows what tells namesakes apart. */
import { body, client } from '@/api/client'
import { StageWords } from '@/api/labels'
import './pick.css'
import { type Choice, RemoteSelect } from './remote-select'

type Common = {
  id?: string
  disabled?: boolean
  autoFocus?: boolean
  placeholder?: string
  'aria-label'?: string
  known?: readonly Choice[] | undefined
}
type One = Common & { value?: number | null; onChange?: (id: number | null, choice?: Choice) => void }
type Many = Common & { value?: number[]; onChange?: (ids: number[]) => void }
type Code = Omit<Common, 'known'> & {
  known?: readonly Choice<string>[] | undefined
  value?: string | null
  onChange?: (code: string | null, choice?: Choice<string>) => void
}

const MOST = 20

const units = async (q: string, signal: AbortSignal): Promise<Choice[]> => {
  const query = { per_page: q ? MOST : 200, ...(q ? { q } : {}) }
  const found = await body(client.GET('/api/v1/units', { params: { query }, signal }))
  return found.items.map((unit) => ({ id: unit.id, name: unit.short_name || unit.name, detail: unit.name }))
}
/** Units in their official order. */
export const UnitPicker = (props: One) => <RemoteSelect {...props} source="units" find={units} />
export const UnitsPicker = (props: Many) => <RemoteSelect {...props} multiple source="units" find={units} />

const people =
  (unit: number | undefined, former = false) =>
  async (q: string, signal: AbortSignal) => {
    const query = {
      per_page: MOST,
      ...(former ? {} : { status: 'active' as const }),
      ...(q ? { q } : {}),
      ...(unit ? { unit_id: unit } : {}),
    }
    const found = await body(client.GET('/api/v1/users', { params: { query }, signal }))
    return found.items.map((user) => ({
      id: user.id,
      name: user.name,
      detail: [user.unit_name, user.post].filter(Boolean).join(' '),
    }))
  }
type Person = One & {
  unit?: number | undefined
  /** Those who have left, too. */
  former?: boolean
}
export const PersonPicker = ({ unit, former = false, ...props }: Person) => (
  <RemoteSelect {...props} source={`people-${unit ?? ''}${former ? '-former' : ''}`} find={people(unit, former)} />
)

export const PeoplePicker = (props: Many) => <RemoteSelect {...props} multiple source="people-" find={people(undefined)} />

const enterprises = async (q: string, signal: AbortSignal): Promise<Choice[]> => {
  const query = { per_page: MOST, ...(q ? { q } : {}) }
  const found = await body(client.GET('/api/v1/enterprises', { params: { query }, signal }))
  return found.items.map((one) => ({
    id: one.id,
    name: one.name,
    detail: [one.credit_code, one.place].filter(Boolean).join(' '),
  }))
}
export const EnterprisePicker = (props: One) => <RemoteSelect {...props} source="enterprises" find={enterprises} />

const projects = async (q: string, signal: AbortSignal): Promise<Choice[]> => {
  const fields = ['id' as const, 'number' as const, 'name' as const, 'stage' as const, 'lead_unit_name' as const]
  const query = { per_page: MOST, fields, ...(q ? { q } : {}) }
  const found = await body(client.GET('/api/v1/projects', { params: { query }, signal }))
  return found.items.flatMap((one) =>
    one.id === undefined
      ? []
      : [
          {
            id: one.id,
            name: one.name ?? '',
            detail: [one.number, one.stage ? StageWords[one.stage] : '', one.lead_unit_name].filter(Boolean).join(' '),
          },
        ],
  )
}
export const ProjectPicker = (props: One) => <RemoteSelect {...props} source="projects" find={projects} />

const divisions = async (q: string, signal: AbortSignal): Promise<Choice<string>[]> => {
  const found = await body(client.GET('/api/v1/code-lists/divisions', { params: { query: q ? { q } : {} }, signal }))
  return found.items.map((one) => ({ id: one.code, name: one.name, detail: one.full_name }))
}
/** Divisions of GB/T 2260. */
export const DivisionPicker = (props: Code) => <RemoteSelect {...props} source="divisions" find={divisions} />

const industries = async (q: string, signal: AbortSignal): Promise<Choice<string>[]> => {
  const found = await body(client.GET('/api/v1/code-lists/industries', { params: { query: q ? { q } : {} }, signal }))
  return found.items.map((one) => ({ id: one.code, name: `${one.code} ${one.name}` }))
}
/** Industries of GB/T 4754. */
export const IndustryPicker = (props: Code) => <RemoteSelect {...props} source="industries" find={industries} />
