/** What the browser changes of a project. Each takes the key of its form and the tag of what was seen. */
import { body, client, tagOf, withTag } from '@/api/client'
import type { components } from '@/api/schema'
import { filled } from '@/shared/form/patch'
import type { Sending } from '@/shared/form/write-form'

export type Schemas = components['schemas']
type Part = { id: number; part: number }

const header = ({ key, etag }: Sending) => ({ 'Idempotency-Key': key, 'If-Match': etag })
const tag = (version: number): string => tagOf({ version })

export const createProject = (input: Schemas['NewProjectInput'], key: string) =>
  body(client.POST('/api/v1/projects', { params: { header: { 'Idempotency-Key': key } }, body: filled(input) }))

export const patchProject = (id: number, patch: Partial<Schemas['ProjectInputPatch']>, etag: string) =>
  body(
    client.PATCH('/api/v1/projects/{id}', {
      params: { path: { id }, header: { 'If-Match': etag } },
      headers: { 'Content-Type': 'application/merge-patch+json' },
      body: patch as Schemas['ProjectInputPatch'],
    }),
  )

export const putParties = (id: number, input: Schemas['ProjectPartiesInput'], etag: string) =>
  body(client.PUT('/api/v1/projects/{id}/parties', { params: { path: { id }, header: { 'If-Match': etag } }, body: input }))

export const putPhases = (id: number, input: Schemas['ProjectPhasesInput'], etag: string) =>
  body(client.PUT('/api/v1/projects/{id}/phases', { params: { path: { id }, header: { 'If-Match': etag } }, body: input }))

export const putUnits = (id: number, input: Schemas['ProjectUnitsInput'], etag: string) =>
  body(client.PUT('/api/v1/projects/{id}/units', { params: { path: { id }, header: { 'If-Match': etag } }, body: input }))

export const putTags = (id: number, input: Schemas['ProjectTagsInput'], etag: string) =>
  body(client.PUT('/api/v1/projects/{id}/tags', { params: { path: { id }, header: { 'If-Match': etag } }, body: input }))

/** One change of many projects: all of them or none. */
export const updateMany = (input: Schemas['ProjectBatchUpdateInput'], key: string) =>
  body(client.POST('/api/v1/projects/batch-updates', { params: { header: { 'Idempotency-Key': key } }, body: input }))

export const putConfidentiality = (id: number, input: Schemas['ConfidentialityInput'], etag: string) =>
  body(
    client.PUT('/api/v1/projects/{id}/confidentiality', { params: { path: { id }, header: { 'If-Match': etag } }, body: input }),
  )

export const putExclusion = (id: number, input: Schemas['ExclusionInput'], etag: string) =>
  body(client.PUT('/api/v1/projects/{id}/exclusion', { params: { path: { id }, header: { 'If-Match': etag } }, body: input }))

// stages

export const moveTo = (id: number, input: Schemas['TransitionInput'], sending: Sending) =>
  body(client.POST('/api/v1/projects/{id}/transitions', { params: { path: { id }, header: header(sending) }, body: input }))

export const createRecord = (id: number, input: Schemas['StageRecordInput'], key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/stage-records', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: input,
    }),
  )

export const putRecord = ({ id, part }: Part, input: Schemas['StageRecordInput'], etag: string) =>
  body(
    client.PUT('/api/v1/projects/{id}/stage-records/{record_id}', {
      params: { path: { id, record_id: part }, header: { 'If-Match': etag } },
      body: input,
    }),
  )

export const submitRecord = ({ id, part }: Part, version: number, key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/stage-records/{record_id}/submissions', {
      params: { path: { id, record_id: part }, header: header({ key, etag: tag(version) }) },
    }),
  )

export const recallRecord = ({ id, part }: Part, version: number, key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/stage-records/{record_id}/recalls', {
      params: { path: { id, record_id: part }, header: header({ key, etag: tag(version) }) },
    }),
  )

export const auditRecord = ({ id, part }: Part, input: Schemas['AuditInput'], sending: Sending) =>
  body(
    client.POST('/api/v1/projects/{id}/stage-records/{record_id}/audits', {
      params: { path: { id, record_id: part }, header: header(sending) },
      body: input,
    }),
  )

// funds

export const createFunds = (id: number, input: Schemas['FundsInput'], key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/funds', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: filled(input),
    }),
  )

export const putFunds = ({ id, part }: Part, input: Schemas['FundsInput'], etag: string) =>
  body(
    client.PUT('/api/v1/projects/{id}/funds/{entry_id}', {
      params: { path: { id, entry_id: part }, header: { 'If-Match': etag } },
      body: filled(input),
    }),
  )

export const auditFunds = ({ id, part }: Part, input: Schemas['FundsAuditInput'], sending: Sending) =>
  body(
    client.POST('/api/v1/projects/{id}/funds/{entry_id}/audits', {
      params: { path: { id, entry_id: part }, header: header(sending) },
      body: input,
    }),
  )

export const recallFunds = ({ id, part }: Part, version: number, key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/funds/{entry_id}/recalls', {
      params: { path: { id, entry_id: part }, header: header({ key, etag: tag(version) }) },
    }),
  )

export const reverseFunds = ({ id, part }: Part, input: Schemas['FundsReversalInput'], sending: Sending) =>
  body(
    client.POST('/api/v1/projects/{id}/funds/{entry_id}/reversals', {
      params: { path: { id, entry_id: part }, header: header(sending) },
      body: input,
    }),
  )

// signatures

export const createSignature = (id: number, input: Schemas['SignatureInput'], key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/signatures', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: filled(input),
    }),
  )

export const putSignature = ({ id, part }: Part, input: Schemas['SignatureInput'], etag: string) =>
  body(
    client.PUT('/api/v1/projects/{id}/signatures/{signature_id}', {
      params: { path: { id, signature_id: part }, header: { 'If-Match': etag } },
      body: filled(input),
    }),
  )

export const submitSignature = ({ id, part }: Part, version: number, key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/signatures/{signature_id}/submissions', {
      params: { path: { id, signature_id: part }, header: header({ key, etag: tag(version) }) },
    }),
  )

export const recallSignature = ({ id, part }: Part, version: number, key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/signatures/{signature_id}/recalls', {
      params: { path: { id, signature_id: part }, header: header({ key, etag: tag(version) }) },
    }),
  )

export const auditSignature = ({ id, part }: Part, input: Schemas['AuditInput'], sending: Sending) =>
  body(
    client.POST('/api/v1/projects/{id}/signatures/{signature_id}/audits', {
      params: { path: { id, signature_id: part }, header: header(sending) },
      body: input,
    }),
  )

export const answerRepeat = (id: number, input: Schemas['RepeatAnswerInput'], key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/repeat-answers', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: input,
    }),
  )

// amendments

export const createAmendment = (id: number, input: Schemas['AmendmentInput'], key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/amendments', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: input,
    }),
  )

export const submitAmendment = ({ id, part }: Part, version: number, key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/amendments/{amendment_id}/submissions', {
      params: { path: { id, amendment_id: part }, header: header({ key, etag: tag(version) }) },
    }),
  )

export const recallAmendment = ({ id, part }: Part, version: number, key: string) =>
  body(
    client.POST('/api/v1/projects/{id}/amendments/{amendment_id}/recalls', {
      params: { path: { id, amendment_id: part }, header: header({ key, etag: tag(version) }) },
    }),
  )

export const auditAmendment = ({ id, part }: Part, input: Schemas['AuditInput'], sending: Sending) =>
  body(
    client.POST('/api/v1/projects/{id}/amendments/{amendment_id}/audits', {
      params: { path: { id, amendment_id: part }, header: header(sending) },
      body: input,
    }),
  )

// ends

/** The tag of a project as it stands now: what its steps refuse brings no version. */
export const tagOfProject = async (id: number): Promise<string> =>
  (await withTag(client.GET('/api/v1/projects/{id}', { params: { path: { id } } }))).etag

type Path = { params: { path: { id: number }; header: { 'Idempotency-Key': string; 'If-Match': string } } }
const at = (id: number, sending: Sending): Path => ({ params: { path: { id }, header: header(sending) } })

export const suspend = (id: number, input: Schemas['SuspensionInput'], sending: Sending) =>
  body(client.POST('/api/v1/projects/{id}/suspensions', { ...at(id, sending), body: input }))
export const resume = (id: number, input: Schemas['ResumptionInput'], sending: Sending) =>
  body(client.POST('/api/v1/projects/{id}/resumptions', { ...at(id, sending), body: input }))
export const terminate = (id: number, input: Schemas['TerminationInput'], sending: Sending) =>
  body(client.POST('/api/v1/projects/{id}/terminations', { ...at(id, sending), body: input }))
export const withdraw = (id: number, input: Schemas['WithdrawalInput'], sending: Sending) =>
  body(client.POST('/api/v1/projects/{id}/withdrawals', { ...at(id, sending), body: input }))
export const sendBack = (id: number, input: Schemas['ReturnInput'], sending: Sending) =>
  body(client.POST('/api/v1/projects/{id}/returns', { ...at(id, sending), body: input }))

// shares of the credit

export const putShares = (id: number, input: Schemas['CreditSharesInput'], etag: string) =>
  body(client.PUT('/api/v1/projects/{id}/credit-shares', { params: { path: { id }, header: { 'If-Match': etag } }, body: input }))
export const tagOfShares = async (id: number): Promise<string> =>
  (await withTag(client.GET('/api/v1/projects/{id}/credit-shares', { params: { path: { id } } }))).etag
export const confirmShares = (id: number, input: Schemas['ShareConfirmationInput'], sending: Sending) =>
  body(client.POST('/api/v1/projects/{id}/credit-shares/confirmations', { ...at(id, sending), body: input }))
