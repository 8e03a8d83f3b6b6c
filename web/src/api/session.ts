/**
 * Who is signed in at this browser. The access token lives in memory only; the refresh token is a cookie no script can
 * read. Tabs tell each other of signing in and out.
 */
import { ApiError, offline, type Problem } from './errors'
import type { components } from './schema'

type LoginView = components['schemas']['LoginView']
export type SignInView = components['schemas']['SignInView']
type State =
  | { kind: 'unknown' }
  | { kind: 'out'; reason?: 'signedOut' | 'expired' }
  /** The session ended under an open page (or was locked for idleness): the page stays, one signs in above it. */
  | { kind: 'expired'; username: string; idle: boolean }
  | { kind: 'in'; view: LoginView }

let state: State = { kind: 'unknown' }
let renewing: Promise<boolean> | null = null
const listeners = new Set<() => void>()
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('chengfeng-session')
if (channel) channel.onmessage = () => set({ kind: 'out', reason: 'signedOut' })

function set(next: State): void {
  state = next
  for (const tell of listeners) tell()
}

export const session = {
  get: (): State => state,
  token: (): string | null => (state.kind === 'in' ? state.view.access_token : null),
  subscribe(tell: () => void): () => void {
    listeners.add(tell)
    return () => listeners.delete(tell)
  },
}

/** Waits while somebody has to sign in above the open page; then whether somebody is signed in. */
export function signedInAgain(): Promise<boolean> {
  return new Promise((resolve) => {
    const look = () => {
      if (state.kind === 'expired') return
      stop()
      resolve(state.kind === 'in')
    }
    const stop = session.subscribe(look)
    look()
  })
}

async function ask(path: string, input?: unknown): Promise<Response> {
  // titles of refusals come in the language of the page
  const headers: Record<string, string> = { 'Accept-Language': document.documentElement.lang || 'zh-CN' }
  if (input !== undefined) headers['Content-Type'] = 'application/json'
  const token = session.token()
  if (token) headers['Authorization'] = `Bearer ${token}`
  try {
    return await fetch(`/api/v1/auth/${path}`, {
      method: 'POST',
      headers,
      ...(input === undefined ? {} : { body: JSON.stringify(input) }),
    })
  } catch {
    throw offline()
  }
}

async function entered(response: Response): Promise<LoginView> {
  const answer = (await response.json().catch(() => null)) as LoginView | Problem | null
  if (!response.ok) throw ApiError.of(response, answer)
  const view = answer as LoginView
  set({ kind: 'in', view })
  return view
}

/** When the page opens: is there still a session? Throws when no server answers. */
export async function resume(): Promise<void> {
  const response = await ask('refresh')
  if (response.ok) {
    await entered(response)
    return
  }
  const problem = await response.json().catch(() => null) // read in any case: an unread answer stays open
  if (response.status === 401) set({ kind: 'out' })
  else throw ApiError.of(response, problem)
}

/** What the page of signing in shows; null when no server tells it: one can sign in without. */
export async function signInPage(): Promise<SignInView | null> {
  const answer = await fetch('/api/v1/sign-in').catch(() => null)
  return answer?.ok ? ((await answer.json().catch(() => null)) as SignInView | null) : null
}

export async function signIn(username: string, password: string, remember: boolean): Promise<LoginView> {
  return entered(await ask('login', { username, password, remember }))
}

export async function changePassword(current_password: string, new_password: string): Promise<LoginView> {
  return entered(await ask('password', { current_password, new_password }))
}

export async function signOut(): Promise<void> {
  try {
    await ask('logout')
  } finally {
    channel?.postMessage('out')
    set({ kind: 'out', reason: 'signedOut' })
  }
}

/** Ends the session because nobody was there, and keeps the page under the sign-in: a reload does not get around it. */
export async function lock(): Promise<void> {
  if (state.kind !== 'in') return
  const username = state.view.user.username
  await ask('logout').catch(() => null) // without a network the token is forgotten here all the same
  set({ kind: 'expired', username, idle: true })
}

/** Gets a new access token, once for all who ask at the same time; false when the session has ended. */
export function renewed(): Promise<boolean> {
  renewing ??= renew().finally(() => {
    renewing = null
  })
  return renewing
}

async function renew(): Promise<boolean> {
  const username = state.kind === 'in' ? state.view.user.username : null
  const response = await ask('refresh')
  if (response.ok) {
    await entered(response)
    return true
  }
  await response.arrayBuffer() // an unread answer stays open
  if (username) set({ kind: 'expired', username, idle: false })
  else if (state.kind === 'unknown') set({ kind: 'out' })
  return false
}
