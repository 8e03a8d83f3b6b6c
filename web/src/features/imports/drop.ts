/**
 * Files of one drop: sent one after the other, each an import of its own with its own Idempotency-Key. Kept in memory while the
 * application is open, so that the wizard of one file knows the next; after a reload the list of unfinished imports has them.
 */
import { useSyncExternalStore } from 'react'
import { ApiError } from '@/api/errors'
import { newKey } from '@/api/keys'
import { session as signedIn } from '@/api/session'
import { type Session, type Target, upload } from './api'

export type Options = { into: Target; unit: number | null }
export type Line = Options & {
  /** Its Idempotency-Key, and what tells it from the others. */
  key: string
  file: File
  state: 'waiting' | 'sending' | 'read' | 'refused' | 'cancelled'
  /** The import it became, as it was last seen. */
  session?: Session
  error?: unknown
  /** The service was busy so many times; it is sent again by itself. */
  busy?: number
}

/** Most files of one drop. */
export const MOST_FILES = 20
const KINDS = ['xlsx', 'xls', 'csv']
export const ACCEPTED = KINDS.map((kind) => `.${kind}`).join()
/** How often a file is sent again by itself when the service asks to wait. */
const TRIES = 3
/** Why a file cannot be sent: it was changed or moved since it was chosen, and the browser reads it no more. */
export const CHANGED = new Error('changed')

let lines: readonly Line[] = []
let ended: ((session: Session) => void) | undefined
let sending = false
const listeners = new Set<() => void>()

const warn = (event: BeforeUnloadEvent) => event.preventDefault()
function put(next: readonly Line[]): void {
  lines = next
  if (lines.some(isPending)) window.addEventListener('beforeunload', warn)
  else window.removeEventListener('beforeunload', warn)
  for (const tell of listeners) tell()
}
const change = (key: string, more: Partial<Line>) => put(lines.map((one) => (one.key === key ? { ...one, ...more } : one)))

export const isPending = (line: Line): boolean => line.state === 'waiting' || line.state === 'sending'
/** Nothing is left to do: brought in, taken back, given up, or never sent. */
export const isFinished = (line: Line): boolean =>
  line.state === 'cancelled' || ['committed', 'undoing', 'undone', 'cancelled'].includes(line.session?.state ?? '')

/** Which files can be a ledger by their names, and which cannot. */
export function sorted(files: readonly File[]): { right: File[]; wrong: File[] } {
  const fits = (file: File) => KINDS.includes(file.name.split('.').at(-1)?.toLowerCase() ?? '')
  return { right: files.filter(fits), wrong: files.filter((file) => !fits(file)) }
}

const waiting = (): Line | undefined => lines.find((one) => one.state === 'waiting')

/** One file after the other; what is refused does not stop the others. */
async function send(): Promise<void> {
  if (sending) return
  sending = true
  for (let next = waiting(); next; next = waiting()) {
    const { key, file, into, unit, busy = 0 } = next
    change(key, { state: 'sending' })
    try {
      await file
        .slice(0, 1)
        .arrayBuffer()
        .catch(() => Promise.reject(CHANGED))
      const session = await upload(file, into, unit, key)
      change(key, { state: 'read', session })
      ended?.(session)
    } catch (error) {
      const wait = waitOf(error)
      if (wait !== null && busy < TRIES) {
        change(key, { state: 'waiting', busy: busy + 1 })
        await new Promise((resolve) => setTimeout(resolve, wait * 1000))
      } else change(key, { state: 'refused', error })
    }
  }
  sending = false
}

/** Seconds after which the same may be sent once more, when the service says that it is only busy. */
function waitOf(error: unknown): number | null {
  return error instanceof ApiError && (error.status === 429 || error.status === 503) ? error.retryAfter : null
}

export const drop = {
  get: (): readonly Line[] => lines,
  subscribe(tell: () => void): () => void {
    listeners.add(tell)
    return () => listeners.delete(tell)
  },
  /** Called after each file that was read, whatever page one is on. */
  onRead(tell: (session: Session) => void): void {
    ended = tell
  },
  add(files: readonly File[], options: Options): void {
    put([...lines, ...files.map((file): Line => ({ ...options, file, key: newKey(), state: 'waiting' }))])
    void send()
  },
  /** Once more, under the options of now; the same content keeps its key, so that nothing is made twice. */
  again(key: string, options: Options): void {
    const same = (one: Line) => one.into === options.into && one.unit === options.unit
    put(
      lines.map((one): Line => {
        if (one.key !== key) return one
        const { error: _error, busy: _busy, ...rest } = one
        return { ...rest, ...options, key: same(one) ? key : newKey(), state: 'waiting' }
      }),
    )
    void send()
  },
  /** Of those not yet sent: one, or all. */
  cancel(key?: string): void {
    const off = (one: Line) => one.state === 'waiting' && (key === undefined || one.key === key)
    put(lines.map((one) => (off(one) ? { ...one, state: 'cancelled' } : one)))
  },
  remove(key: string): void {
    put(lines.filter((one) => one.key !== key || one.state === 'sending'))
  },
  /** Forgets the list; the imports stay. */
  clear(): void {
    put(lines.filter(isPending))
  },
  /** How an import stands now. */
  saw(session: Session): void {
    const line = lines.find((one) => one.session?.id === session.id)
    if (line && line.session !== session) change(line.key, { session })
  },
}
signedIn.subscribe(() => {
  // the next person sees nothing of the one before
  if (signedIn.get().kind === 'out') put([])
})

export const useDrop = (): readonly Line[] => useSyncExternalStore(drop.subscribe, drop.get)

/** Besides this import: how many of its drop are not finished, and the first of those behind it that can be gone on with. */
export function useNext(id: number): { left: number; next: Session | null } {
  const all = useDrop()
  const at = all.findIndex((one) => one.session?.id === id)
  if (at < 0) return { left: 0, next: null }
  const others = [...all.slice(at + 1), ...all.slice(0, at)].filter((one) => !isFinished(one))
  return { left: others.length, next: others.find((one) => one.session)?.session ?? null }
}
