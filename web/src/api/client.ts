/** The only way to the API: typed by the contract, with the access token, and with one renewal when it has run out. */
import createClient, { type Middleware } from 'openapi-fetch'
import { connection } from './connection'
import { ApiError, offline } from './errors'
import type { paths } from './schema'
import { renewed, session, signedInAgain } from './session'

const credentials: Middleware = {
  onRequest({ request }) {
    const token = session.token()
    if (token) request.headers.set('Authorization', `Bearer ${token}`)
    return request
  },
}

/** Sends, and keeps note of whether the service can be reached. */
async function reach(request: Request): Promise<Response> {
  try {
    const response = await fetch(request)
    connection.answered()
    return response
  } catch (cause) {
    if (request.signal.aborted) throw cause
    connection.lost()
    throw offline()
  }
}

/**
 * Sends again with a new token what was refused for an old one. While the page is locked, what it reads waits until its owner has
 * signed in above it; what somebody sends is refused, for him to send again.
 */
async function send(request: Request): Promise<Response> {
  const again = request.clone() // a body can be read only once
  const response = await reach(request)
  if (response.status !== 401 || request.url.includes('/auth/')) return response
  const refusal = new Response(await response.blob(), response) // an unread answer stays open
  if (!(await renewed()) && !(request.method === 'GET' && (await signedInAgain()))) return refusal
  again.headers.set('Authorization', `Bearer ${session.token()}`)
  return reach(again)
}

/** Lists stand in a query as the API reads them: one parameter, commas between. */
function querySerializer(query: Record<string, unknown>): string {
  const parts = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) parts.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  return parts.toString()
}

export const client = createClient<paths>({ baseUrl: location.origin, fetch: send, querySerializer })
client.use(credentials)

type Answer<T> = { data?: T; error?: unknown; response: Response }

/** The body of a success; everything else is thrown as [ApiError]. */
export async function body<T>(answer: Promise<Answer<T>>): Promise<T> {
  return (await withTag(answer)).data
}

/** The tag of a resource as its version makes it, for what came as a part of another. */
export const tagOf = (row: { version: number }): string => `"${row.version}"`

/** A single resource with the tag that its next write must carry in If-Match. */
export async function withTag<T>(answer: Promise<Answer<T>>): Promise<{ data: T; etag: string }> {
  const { data, error, response } = await answer
  if (!response.ok) throw ApiError.of(response, error)
  return { data: data as T, etag: response.headers.get('ETag') ?? '' }
}
