/**
 * Writes made where the network may fail, kept on this machine until the service has them: sent one after the other in the order they were
 * made, each with the Idempotency-Key it was born with, so that an answer lost on the way makes nothing twice. What the
 * service refuses stays with its reason until somebody corrects or discards it, and does not hold up the others.
 */
import { createStore, del, entries, set } from 'idb-keyval'
import { useSyncExternalStore } from 'react'
import { body, client } from '@/api/client'
import { connection } from '@/api/connection'
import { ApiError, isOffline, OFFLINE, type Problem } from '@/api/errors'
import { newKey } from '@/api/keys'
import { session } from '@/api/session'
import { sendFile } from './files'

/** A file that is sent before its record; `at` is the field of the body that takes its number. */
export type Attached = { at: string; blob: Blob; name: string; key: string; id?: number }

export type Waiting = {
  /** Also its Idempotency-Key. */
  id: string
  /** Who wrote it; nobody else sends it or sees it. */
  owner: string
  /** Which page it belongs to, e.g. `trip-3`. */
  of: string
  kind: string
  /** What it is in a few words, for the list of what waits. */
  label: string
  path: string
  body: Record<string, unknown>
  /** Names of what the body has by number, for the form that puts it right. */
  about?: unknown
  files: Attached[]
  /** Its place in the order. */
  at: number
  refused?: Problem
}
export type Entry = Pick<Waiting, 'of' | 'kind' | 'label' | 'path' | 'body' | 'about'> & {
  files?: { at: string; blob: Blob; name: string }[]
}
export type Queue = { items: readonly Waiting[]; sending: boolean }

const AGAIN_MS = 10_000
/** A weak network leaves requests hanging: they are given up, and tried again with the same key. */
const PATIENCE_MS = 20_000
const FILE_PATIENCE_MS = 90_000
const store = typeof indexedDB === 'undefined' ? null : createStore('chengfeng-queue', 'writes')
const EMPTY: Queue = { items: [], sending: false }

let state: Queue = EMPTY
let owner: string | null = null
let timer: ReturnType<typeof setTimeout> | undefined
let lastAt = 0
const listeners = new Set<() => void>()
const sentListeners = new Set<(item: Waiting) => void>()

function put(next: Partial<Queue>): void {
  state = { ...state, ...next }
  for (const tell of listeners) tell()
}

const keep = async (item: Waiting): Promise<void> => {
  if (store) await set(item.id, item, store).catch(() => undefined)
}
const forget = async (id: string): Promise<void> => {
  if (store) await del(id, store).catch(() => undefined)
}
const without = (id: string): Waiting[] => state.items.filter((one) => one.id !== id)
const attached = (files: Entry['files'] = []): Attached[] => files.map((file) => ({ ...file, key: newKey() }))

/** Does a later try make sense? Else the service has said no to this very content. */
function passes(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true
  const { status, code } = error
  return (
    code === OFFLINE ||
    status === 401 ||
    status === 408 ||
    status === 429 ||
    status >= 500 ||
    code === 'idempotency.still_running'
  )
}

async function within<T>(ms: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const end = new AbortController()
  const out = setTimeout(() => end.abort(), ms)
  try {
    return await ask(end.signal)
  } finally {
    clearTimeout(out)
  }
}

async function send(item: Waiting): Promise<void> {
  for (const file of item.files) {
    if (file.id === undefined) {
      const { blob, name, key } = file
      file.id = (await within(FILE_PATIENCE_MS, (signal) => sendFile(blob, name, key, signal))).id
      await keep(item)
    }
  }
  await post(item, item.id, Object.fromEntries(item.files.map((file) => [file.at, file.id])))
}

async function post(entry: Pick<Entry, 'path' | 'body'>, key: string, more: object = {}): Promise<void> {
  const init = { params: { header: { 'Idempotency-Key': key } }, body: { ...entry.body, ...more } }
  await within(PATIENCE_MS, (signal) => body(client.POST(entry.path as never, { ...init, signal } as never)))
}

async function flush(): Promise<void> {
  clearTimeout(timer)
  if (state.sending || !owner) return
  const next = state.items.find((one) => !one.refused)
  if (!next) return
  put({ sending: true })
  let later = false
  try {
    await send(next)
    await forget(next.id)
    put({ items: without(next.id) })
    for (const tell of sentListeners) tell(next)
  } catch (error) {
    later = passes(error)
    if (!later) {
      const refused = { ...next, refused: (error as ApiError).problem }
      await keep(refused)
      put({ items: state.items.map((one) => (one.id === next.id ? refused : one)) })
    }
  } finally {
    put({ sending: false })
  }
  if (later) timer = setTimeout(() => void flush(), AGAIN_MS)
  else await flush()
}

export const queue = {
  get: (): Queue => state,
  subscribe(tell: () => void): () => void {
    listeners.add(tell)
    return () => listeners.delete(tell)
  },
  /** Told of each record that has reached the service. */
  onSent(tell: (item: Waiting) => void): () => void {
    sentListeners.add(tell)
    return () => sentListeners.delete(tell)
  },
  /** Takes up what this person left here, and sends it whenever the service is reached. */
  start(username: string): () => void {
    owner = username
    void load(username)
    const wake = () => void flush()
    const reached = () => {
      if (connection.get().reached) wake()
    }
    const signed = () => {
      if (session.get().kind === 'in') wake()
    }
    window.addEventListener('online', wake)
    const ends = [connection.subscribe(reached), session.subscribe(signed)]
    return () => {
      owner = null
      clearTimeout(timer)
      window.removeEventListener('online', wake)
      for (const end of ends) end()
      put(EMPTY)
    }
  },
  /**
   * Sends at once what somebody waits for; what finds no service is kept here and goes under the same key, so that an answer
   * lost on the way makes nothing twice. Nothing overtakes what waits already. Whether it has reached the service.
   */
  async send(entry: Omit<Entry, 'files'>, key: string): Promise<boolean> {
    if (connection.get().reached && !state.items.some((one) => !one.refused)) {
      try {
        await post(entry, key)
        return true
      } catch (error) {
        // a refusal is an answer: it belongs to the form
        if (error instanceof ApiError && !isOffline(error)) throw error
      }
    }
    await queue.add(entry, key)
    return false
  },
  /** Returns when the record is safe on this machine. */
  async add({ files, ...entry }: Entry, key = newKey()): Promise<void> {
    lastAt = Math.max(Date.now(), lastAt + 1)
    const item: Waiting = { ...entry, id: key, owner: owner ?? '', files: attached(files), at: lastAt }
    await keep(item)
    put({ items: [...state.items, item] })
    void flush()
  },
  /** Another content in the same place of the order; it is another request, so it has another key. */
  async correct(id: string, { files, ...entry }: Entry): Promise<void> {
    const old = state.items.find((one) => one.id === id)
    if (!old) return
    const kept = files ? attached(files) : old.files
    const item: Waiting = { ...entry, id: newKey(), owner: old.owner, files: kept, at: old.at }
    await keep(item)
    await forget(id)
    put({ items: state.items.map((one) => (one.id === id ? item : one)) })
    void flush()
  },
  async discard(id: string): Promise<void> {
    await forget(id)
    put({ items: without(id) })
  },
  flush,
}

async function load(username: string): Promise<void> {
  const found = store ? await entries<string, Waiting>(store).catch(() => []) : []
  if (owner !== username) return
  const here = new Set(state.items.map((one) => one.id))
  const mine = found.map(([, item]) => item).filter((item) => item.owner === username && !here.has(item.id))
  put({ items: [...mine, ...state.items].sort((a, b) => a.at - b.at) })
  lastAt = Math.max(lastAt, ...mine.map((item) => item.at))
  void flush()
}

export function useQueue(): Queue {
  return useSyncExternalStore(queue.subscribe, queue.get)
}
