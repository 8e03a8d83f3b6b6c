/**
 * What happens elsewhere, told at once: a stream of server-sent events over fetch, because only a request of our own can
 * carry the access token. It is open while the page is looked at (a browser grants one host six connections for all its
 * tabs); when it breaks it is opened again, later each time, and the counts are asked for every minute all the same.
 */
import { renewed, session } from './session'

export type LiveEvent = { event: string; data: Record<string, unknown> }

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

/** Listens until `signal` says so. */
export async function listen(tell: (event: LiveEvent) => void, signal: AbortSignal): Promise<void> {
  let wait = FIRST_WAIT_MS
  while (!signal.aborted) {
    const heard = await once(tell, signal).catch(() => false)
    if (signal.aborted) return
    wait = heard ? FIRST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS)
    await pause(wait, signal)
  }
}

/** One connection, to its end; says whether anything was heard. */
async function once(tell: (event: LiveEvent) => void, signal: AbortSignal): Promise<boolean> {
  const token = session.token()
  if (!token) return false
  const headers = { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' }
  const answer = await fetch('/api/v1/events', { headers, signal, cache: 'no-store' })
  if (answer.status === 401) {
    await answer.arrayBuffer() // an unread answer stays open
    return renewed()
  }
  if (answer.status !== 200 || !answer.body) return false
  let heard = false
  let rest = ''
  const reader = answer.body.getReader()
  const text = new TextDecoder()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return heard
    const parts = (rest + text.decode(value, { stream: true })).split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const one = parse(part)
      if (one) {
        heard = true
        tell(one)
      }
    }
  }
}

/** `event: …`, `data: …`; a comment is none. */
export function parse(part: string): LiveEvent | null {
  const line = (name: string) =>
    part
      .split('\n')
      .find((one) => one.startsWith(`${name}: `))
      ?.slice(name.length + 2)
  const event = line('event')
  if (!event) return null
  try {
    return { event, data: JSON.parse(line('data') ?? '{}') as Record<string, unknown> }
  } catch {
    return { event, data: {} }
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
