/** What the browser asks of units, people, sessions, roles and tokens. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { body, client, withTag } from '@/api/client'
import { ApiError } from '@/api/errors'
import type { components, operations } from '@/api/schema'
import type { Sending } from '@/shared/form/write-form'
import type { TokenFilters, UnitFilters, UserFilters } from './filters'

type Schemas = components['schemas']
export type Unit = Schemas['UnitView']
export type UnitInput = Schemas['UnitInput']
export type User = Schemas['UserView']
export type UserInput = Schemas['UserInput']
export type NewUser = Schemas['NewUserView']
export type Role = Schemas['Role']
export type Session = Schemas['SessionView']
export type Token = Schemas['ApiTokenView']
export type TokenInput = Schemas['ApiTokenInput']

/** The address holds texts exactly as the query takes them. */
type Query<Name extends keyof operations> = NonNullable<operations[Name]['parameters']['query']>

export const peopleKeys = {
  users: (filters: UserFilters) => ['people', 'users', filters] as const,
  tokens: (filters: TokenFilters) => ['people', 'tokens', filters] as const,
}

const MOST = 200

/** All units, page by page: the tree is shown as a whole. */
export const unitsQuery = (filters: UnitFilters) =>
  queryOptions({
    queryKey: ['people', 'units', filters],
    queryFn: async ({ signal }) => {
      const all: Unit[] = []
      for (let page = 1; ; page += 1) {
        const query = { ...filters, page, per_page: MOST } as unknown as Query<'list_units'>
        const answer = await body(client.GET('/api/v1/units', { params: { query }, signal }))
        all.push(...answer.items)
        if (answer.items.length < MOST || all.length >= answer.total) return all
      }
    },
  })

export async function fetchUsers(filters: UserFilters, page: number, perPage: number, signal: AbortSignal) {
  const query = { ...filters, page, per_page: perPage } as unknown as Query<'list_users'>
  const answer = await body(client.GET('/api/v1/users', { params: { query }, signal }))
  return { items: answer.items, total: answer.total }
}

export async function fetchTokens(filters: TokenFilters, page: number, perPage: number, signal: AbortSignal) {
  const query = { ...filters, page, per_page: perPage } as unknown as Query<'list_api_tokens'>
  const answer = await body(client.GET('/api/v1/api-tokens', { params: { query }, signal }))
  return { items: answer.items, total: answer.total }
}

export const userQuery = (id: number) =>
  queryOptions({
    queryKey: ['people', 'user', id],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/users/{id}', { params: { path: { id } }, signal })),
  })

/** Whom one may reach in a unit. */
export const staffQuery = (unit: number) =>
  queryOptions({
    queryKey: ['people', 'staff', unit],
    queryFn: ({ signal }) =>
      body(
        client.GET('/api/v1/users', { params: { query: { unit_id: unit, status: 'active', per_page: 20 } as never }, signal }),
      ),
  })

export const tokenQuery = (id: number) =>
  queryOptions({
    queryKey: ['people', 'token', id],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/api-tokens/{id}', { params: { path: { id } }, signal })),
  })

/** What tokens may be issued with, as long as the form is open. */
export const scopesQuery = queryOptions({
  queryKey: ['people', 'scopes'],
  queryFn: ({ signal }) => body(client.GET('/api/v1/api-tokens/scopes', { signal })),
})

/** Enterprises by name, for those too who see nothing else of them. */
export async function findEnterprises(q: string, signal: AbortSignal) {
  if (q.length < 2) return []
  return (await body(client.GET('/api/v1/api-tokens/enterprises', { params: { query: { q } }, signal }))).items
}

/** What somebody may do with the roles he has, or with others. */
export const rolesQuery = (id: number, proposed: readonly Role[] | undefined) =>
  queryOptions({
    queryKey: ['people', 'roles', id, proposed ?? 'now'],
    queryFn: ({ signal }) => {
      const query = proposed ? ({ proposed: [...proposed] } as Query<'preview_roles'>) : {}
      return withTag(client.GET('/api/v1/users/{id}/roles', { params: { path: { id }, query }, signal }))
    },
    retry: false,
  })

/** Sessions of oneself, or of somebody else. */
export const sessionsQuery = (user: number | undefined, active: boolean) =>
  queryOptions({
    queryKey: ['people', 'sessions', user ?? 'mine', active],
    queryFn: ({ signal }) => {
      const query = { per_page: MOST, ...(user ? { user_id: user } : {}), ...(active ? { active: true } : {}) }
      return body(client.GET('/api/v1/sessions', { params: { query }, signal }))
    },
  })

const tagged = (id: number, { key, etag }: Sending) => ({
  path: { id },
  header: { 'If-Match': etag, 'Idempotency-Key': key },
})
const only = (id: number, { etag }: Sending) => ({ path: { id }, header: { 'If-Match': etag } })
const fresh = ({ key }: Sending) => ({ header: { 'Idempotency-Key': key } })

export const createUnit = (input: UnitInput, s: Sending) => body(client.POST('/api/v1/units', { params: fresh(s), body: input }))
export const replaceUnit = (id: number, input: UnitInput, s: Sending) =>
  body(client.PUT('/api/v1/units/{id}', { params: only(id, s), body: input }))
export const closeUnit = (id: number, input: Schemas['UnitClosureInput'], s: Sending) =>
  body(client.POST('/api/v1/units/{id}/closures', { params: tagged(id, s), body: input }))
export const reopenUnit = (id: number, input: Schemas['ReasonInput'], s: Sending) =>
  body(client.POST('/api/v1/units/{id}/reopenings', { params: tagged(id, s), body: input }))

export const createUser = (input: UserInput, s: Sending) => body(client.POST('/api/v1/users', { params: fresh(s), body: input }))
export const replaceUser = (id: number, input: UserInput, s: Sending) =>
  body(client.PUT('/api/v1/users/{id}', { params: only(id, s), body: input }))
export const deactivateUser = (id: number, input: Schemas['DeactivationInput'], s: Sending) =>
  body(client.POST('/api/v1/users/{id}/deactivations', { params: tagged(id, s), body: input }))
export const reactivateUser = (id: number, input: Schemas['ReasonInput'], s: Sending) =>
  body(client.POST('/api/v1/users/{id}/reactivations', { params: tagged(id, s), body: input }))
export const unlockUser = (id: number, input: Schemas['ReasonInput'], s: Sending) =>
  body(client.POST('/api/v1/users/{id}/unlocks', { params: tagged(id, s), body: input }))
export const resetPassword = (id: number, input: Schemas['ReasonInput'], s: Sending) =>
  body(client.POST('/api/v1/users/{id}/password-resets', { params: tagged(id, s), body: input }))
export const replaceRoles = (id: number, input: Schemas['RolesInput'], s: Sending) =>
  body(client.PUT('/api/v1/users/{id}/roles', { params: only(id, s), body: input }))

export const endSession = (id: number, key: string) =>
  body(client.POST('/api/v1/sessions/{id}/revocations', { params: { path: { id }, header: { 'Idempotency-Key': key } } }))

export const createToken = (input: TokenInput, s: Sending) =>
  body(client.POST('/api/v1/api-tokens', { params: fresh(s), body: input }))
export const revokeToken = (id: number, input: Schemas['ReasonInput'], s: Sending) =>
  body(client.POST('/api/v1/api-tokens/{id}/revocations', { params: tagged(id, s), body: input }))

/** After a write, and after a refusal because somebody was faster: what is shown is asked for anew. */
export async function renewing<T>(queries: QueryClient, write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 412)) throw error
    void queries.invalidateQueries({ queryKey: ['people'] })
    throw error
  }
}
