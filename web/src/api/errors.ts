/** What the API refuses, as it says it (RFC 9457), and what never reached it. */
import type { components } from './schema'

export type Problem = components['schemas']['Problem']

export class ApiError extends Error {
  readonly status: number
  readonly problem: Problem
  /** Seconds to wait as told by the answer; null when it does not say. */
  readonly retryAfter: number | null
  /** Where it was refused: the path that was asked. */
  readonly path: string

  constructor(problem: Problem, retryAfter: number | null = null, path = '') {
    super(problem.detail)
    this.name = 'ApiError'
    this.status = problem.status
    this.problem = problem
    this.retryAfter = retryAfter
    this.path = path
  }

  static of(response: Response, body: unknown): ApiError {
    const after = Number(response.headers.get('Retry-After'))
    const path = response.url ? new URL(response.url).pathname : ''
    return new ApiError(isProblem(body) ? body : unreadable(response), after > 0 ? after : null, path)
  }

  get code(): string {
    return this.problem.code
  }

  /** The message of a field, by its pointer. */
  field(pointer: string): string | undefined {
    return this.problem.errors?.find((e) => e.pointer === pointer)?.message
  }
}

/** A request that found no server: no answer of the API, and known to every page by its code. */
export const OFFLINE = 'client.offline'

export function offline(): ApiError {
  return new ApiError({ type: 'about:blank', title: OFFLINE, status: 0, code: OFFLINE, detail: OFFLINE })
}

export function isOffline(error: unknown): boolean {
  return error instanceof ApiError && error.code === OFFLINE
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body && 'status' in body
}

/** An answer of something in between (a proxy), which does not speak the API's language. */
function unreadable(response: Response): Problem {
  return {
    type: 'about:blank',
    title: 'client.unreadable',
    status: response.status,
    code: 'client.unreadable',
    detail: 'client.unreadable',
  }
}
