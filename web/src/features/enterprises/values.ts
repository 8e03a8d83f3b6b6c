/** The values of the enterprise form: texts are never null, so that what was not touched compares equal. */
import { ApiError } from '@/api/errors'
import { EnterpriseInputFields } from '@/api/fields'
import type { components } from '@/api/schema'
import type { Fields } from '@/shared/form/rule'
import type { Choice } from '@/shared/pick/remote-select'
import type { Candidate, Enterprise } from './api'

type Input = components['schemas']['EnterpriseInput']

const TEXTS = [
  'name',
  'credit_code',
  'place',
  'industry',
  'nature',
  'founded',
  'main_business',
  'products',
  'expansion_plan',
  'source',
  'source_url',
  'remark',
] as const
const OTHERS = [
  'classes',
  'origin',
  'division_code',
  'industry_code',
  'registered_capital_yuan',
  'motive',
  'owner_unit_id',
] as const

export type Values = { [K in (typeof TEXTS)[number]]: string } & {
  [K in (typeof OTHERS)[number]]: Exclude<Enterprise[K], undefined>
} & { confirmed_different?: boolean }

export function valuesOf(enterprise: Partial<Enterprise>): Values {
  return {
    ...Object.fromEntries(TEXTS.map((name) => [name, enterprise[name] ?? ''])),
    ...Object.fromEntries(OTHERS.map((name) => [name, enterprise[name] ?? null])),
    classes: enterprise.classes ?? [],
  } as Values
}

/** As the API takes it: what is empty is cleared. */
export function inputOf(values: Values): Input {
  const { confirmed_different: confirmed, ...facts } = values
  const cleared = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      const text = typeof value === 'string' ? value.trim() : value
      return [name, text === '' || text === undefined ? null : text]
    }),
  )
  return { ...(cleared as unknown as Input), ...(confirmed ? { confirmed_different: true } : {}) }
}

/** Fields as two people compare them: units and codes by their names. */
export function comparedFields(
  units: ReadonlyMap<number, string>,
  codes: readonly (Choice<string> | null | undefined)[] = [],
): Fields {
  const { confirmed_different: _, ...fields } = EnterpriseInputFields
  const named = Object.fromEntries(codes.flatMap((one) => (one ? [[one.id, one.name]] : [])))
  const unit = Object.fromEntries([...units].map(([id, name]) => [String(id), name]))
  return {
    ...fields,
    owner_unit_id: { ...fields.owner_unit_id, words: unit },
    division_code: { ...fields.division_code, words: named },
    industry_code: { ...fields.industry_code, words: named },
  }
}

const SUSPECTED = 'enterprise.duplicate_suspected'

/** The candidates of a refusal that asks to look at them first; null for any other refusal. */
export function suspectedIn(error: unknown): Candidate[] | null {
  if (!(error instanceof ApiError) || error.code !== SUSPECTED) return null
  const current = error.problem.current as { candidates?: Candidate[] } | null | undefined
  return current?.candidates ?? []
}

/** The same refusal in words for somebody who has a box to tick. */
export function asking(error: unknown, sentence: string): unknown {
  return error instanceof ApiError ? new ApiError({ ...error.problem, detail: sentence }) : error
}
