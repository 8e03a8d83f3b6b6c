/** What the search in the header looks through, in the order in which it is shown. */
import { body, client } from '@/api/client'

/** A hit as it is shown: what it is called and what tells it from others. */
export type Hit = { id: number; name: string; more: string }
export type Hits = { hits: Hit[]; total: number }

type Kind = {
  kind: 'projects' | 'enterprises' | 'trips' | 'people'
  /** Who may not do this does not ask. */
  can: string
  /** Where one hit is opened, and all of them. */
  one: string
  all: string
  ask: (q: string, signal: AbortSignal) => Promise<Hits>
}

const FIELDS = ['id', 'number', 'name', 'stage', 'lead_unit_name'] as const
const words = (parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).join(' ')

export const KINDS: readonly Kind[] = [
  {
    kind: 'projects',
    can: 'project.read',
    one: '/projects/$id',
    all: '/projects',
    ask: async (q, signal) => {
      const [{ items, total }, { StageWords }] = await Promise.all([
        body(client.GET('/api/v1/projects', { params: { query: { q, per_page: 5, fields: [...FIELDS] } }, signal })),
        import('./search-words'),
      ])
      const hit = ({ id, name, number, stage, lead_unit_name }: (typeof items)[number]) => ({
        // the contract has every field of a project optional where some are asked for
        id: id ?? 0,
        name: name ?? '',
        more: words([number, stage && StageWords[stage], lead_unit_name]),
      })
      return { hits: items.map(hit), total }
    },
  },
  {
    kind: 'enterprises',
    can: 'enterprise.read',
    one: '/enterprises/$id',
    all: '/enterprises',
    ask: async (q, signal) => {
      const { items, total } = await body(client.GET('/api/v1/enterprises', { params: { query: { q, per_page: 3 } }, signal }))
      const hits = items.map(({ id, name, credit_code, place, industry }) => ({
        id,
        name,
        more: words([credit_code, place, industry]),
      }))
      return { hits, total }
    },
  },
  {
    kind: 'trips',
    can: 'trip.read',
    one: '/trips/$id',
    all: '/trips',
    ask: async (q, signal) => {
      const { items, total } = await body(
        client.GET('/api/v1/negotiation-trips', { params: { query: { q, per_page: 3 } }, signal }),
      )
      const hits = items.map(({ id, purpose, number, leader_name, starts_on }) => ({
        id,
        name: purpose,
        more: words([number, leader_name, starts_on]),
      }))
      return { hits, total }
    },
  },
  {
    kind: 'people',
    can: 'user.read',
    one: '/admin/users/$id',
    all: '/admin/users',
    ask: async (q, signal) => {
      const { items, total } = await body(client.GET('/api/v1/users', { params: { query: { q, per_page: 3 } }, signal }))
      return { hits: items.map(({ id, name, post, unit_name }) => ({ id, name, more: words([post, unit_name]) })), total }
    },
  },
]
