/** What the search in the header looks through, in the order in which it is shown. */
import { body, client } from '@/api/client'

/** A hit as it is shown: what it is called and what tells it from others. */
type Hit = { id: number; name: string; more: string }
export type Hits = { hits: Hit[]; total: number }

export type Kind = {
  kind: 'projects' | 'enterprises' | 'trips' | 'people'
  /** Who may not do this does not ask. */
  can: string
  /** Where one hit is opened, and all of them. */
  one: string
  all: string
  ask: (q: string, signal: AbortSignal) => Promise<Hits>
}

/** A kind whose list is asked by `list` and whose rows are shown as `hit` says; one that cannot be opened is no hit. */
function kindOf<T>({
  list,
  hit,
  ...kind
}: Omit<Kind, 'ask'> & {
  list: (q: string, signal: AbortSignal) => Promise<{ items: readonly T[]; total: number }>
  hit: (one: T) => { id: number | undefined; name: string | undefined; more: readonly (string | null | undefined)[] }
}): Kind {
  const shown = (one: T): Hit[] => {
    const { id, name, more } = hit(one)
    return id === undefined ? [] : [{ id, name: name ?? '', more: more.filter(Boolean).join(' ') }]
  }
  return {
    ...kind,
    ask: async (q, signal) => {
      const { items, total } = await list(q, signal)
      return { hits: items.flatMap(shown), total }
    },
  }
}

const FIELDS = ['id', 'number', 'name', 'stage', 'lead_unit_name'] as const

export const PROJECTS = kindOf({
  kind: 'projects',
  can: 'project.read',
  one: '/projects/$id',
  all: '/projects',
  list: async (q, signal) => {
    const [{ items, total }, { StageWords }] = await Promise.all([
      body(client.GET('/api/v1/projects', { params: { query: { q, per_page: 5, fields: [...FIELDS] } }, signal })),
      import('./search-words'),
    ])
    return { items: items.map((one) => ({ ...one, stage: one.stage && StageWords[one.stage] })), total }
  },
  hit: ({ id, name, number, stage, lead_unit_name }) => ({ id, name, more: [number, stage, lead_unit_name] }),
})
export const ENTERPRISES = kindOf({
  kind: 'enterprises',
  can: 'enterprise.read',
  one: '/enterprises/$id',
  all: '/enterprises',
  list: (q, signal) => body(client.GET('/api/v1/enterprises', { params: { query: { q, per_page: 3 } }, signal })),
  hit: ({ id, name, credit_code, place, industry }) => ({ id, name, more: [credit_code, place, industry] }),
})
export const TRIPS = kindOf({
  kind: 'trips',
  can: 'trip.read',
  one: '/trips/$id',
  all: '/trips',
  list: (q, signal) => body(client.GET('/api/v1/negotiation-trips', { params: { query: { q, per_page: 3 } }, signal })),
  hit: ({ id, purpose, number, leader_name, starts_on }) => ({ id, name: purpose, more: [number, leader_name, starts_on] }),
})
export const PEOPLE = kindOf({
  kind: 'people',
  can: 'user.read',
  one: '/admin/users/$id',
  all: '/admin/users',
  list: (q, signal) => body(client.GET('/api/v1/users', { params: { query: { q, per_page: 3 } }, signal })),
  hit: ({ id, name, post, unit_name }) => ({ id, name, more: [post, unit_name] }),
})
