/** Is the service reached? Told by the requests themselves; while it is not, asked again until it answers. */

const ASK_AGAIN_MS = 5_000

export type Connection = { reached: true } | { reached: false; since: number }

let state: Connection = { reached: true }
let lastAnswer = Date.now()
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function set(next: Connection): void {
  state = next
  for (const tell of listeners) tell()
}

export const connection = {
  get: (): Connection => state,
  subscribe(tell: () => void): () => void {
    listeners.add(tell)
    return () => listeners.delete(tell)
  },
  /** A request was answered, whatever the answer. */
  answered(): void {
    lastAnswer = Date.now()
    clearTimeout(timer)
    if (!state.reached) set({ reached: true })
  },
  /** A request found no server. What is on the screen is as old as the last answer. */
  lost(): void {
    if (state.reached) set({ reached: false, since: lastAnswer })
    clearTimeout(timer)
    timer = setTimeout(ask, ASK_AGAIN_MS)
  },
}

async function ask(): Promise<void> {
  try {
    const answer = await fetch('/healthz', { cache: 'no-store' })
    await answer.arrayBuffer() // an unread answer stays open
    connection.answered()
  } catch {
    connection.lost()
  }
}
