/** What the browser asks of the rule sets. */
import { queryOptions } from '@tanstack/react-query'
import { body, client, withTag } from '@/api/client'
import type { components, operations } from '@/api/schema'
import type { Sending } from '@/shared/form/write-form'

type Schemas = components['schemas']
export type RuleSet = Schemas['RuleSetView']
export type Revision = Schemas['RevisionView']
export type Change = Schemas['RuleChange']
export type Summary = operations['list_rule_revisions']['responses'][200]['content']['application/json']['items'][number]
export type RevisionInput = Schemas['RevisionInput']

export const ruleSetsQuery = queryOptions({
  queryKey: ['rulesets', 'list'],
  queryFn: ({ signal }) => body(client.GET('/api/v1/rule-sets', { signal })),
})

export const ruleSetQuery = (kind: string) =>
  queryOptions({
    queryKey: ['rulesets', 'one', kind],
    queryFn: ({ signal }) => withTag(client.GET('/api/v1/rule-sets/{kind}', { params: { path: { kind } }, signal })),
  })

export const revisionsQuery = (kind: string) =>
  queryOptions({
    queryKey: ['rulesets', 'one', kind, 'revisions'],
    queryFn: ({ signal }) => body(client.GET('/api/v1/rule-sets/{kind}/revisions', { params: { path: { kind } }, signal })),
  })

/** A revision, and what is different from another one (the one before when none is named). */
export const revisionQuery = (kind: string, revision: number, against?: number) =>
  queryOptions({
    queryKey: ['rulesets', 'one', kind, 'revisions', revision, against ?? 'before'],
    queryFn: ({ signal }) => {
      const query = against ? { against } : {}
      const path = { kind, revision }
      return body(client.GET('/api/v1/rule-sets/{kind}/revisions/{revision}', { params: { path, query }, signal }))
    },
  })

export const createRevision = (kind: string, input: RevisionInput, { key, etag }: Sending) =>
  body(
    client.POST('/api/v1/rule-sets/{kind}/revisions', {
      params: { path: { kind }, header: { 'If-Match': etag, 'Idempotency-Key': key } },
      body: input,
    }),
  )

/** The name of who made a revision. */
export const authorQuery = (id: number) =>
  queryOptions({
    queryKey: ['rulesets', 'author', id],
    queryFn: ({ signal }) => body(client.GET('/api/v1/users/{id}', { params: { path: { id } }, signal })),
    staleTime: 600_000,
  })
