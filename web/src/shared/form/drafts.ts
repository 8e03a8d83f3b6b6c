/**
 * Unfinished forms, kept on this machine in IndexedDB a second after the last key, with the tag of what filled them, and at once
 * when the page is left. They are offered when the form opens again, never put over newer values by themselves, and gone at
 * sign-out.
 */
import { clear, createStore, del, get, keys, set } from 'idb-keyval'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { clock } from '../dates'

const WAIT_MS = 1000
type Kept<Values> = { values: Partial<Values>; etag: string; base?: Partial<Values>; at: number }

const store = typeof indexedDB === 'undefined' ? null : createStore('chengfeng-drafts', 'forms')
/** What is written when its time has come, by name. */
const waiting = new Map<string, { timer: ReturnType<typeof setTimeout>; write: () => void }>()

/** Names of what is kept, for marks beside the buttons that open it. */
let names: ReadonlySet<string> = new Set()
let asked = false
/** When what was typed was last kept, by name; what a page keeps of its own accord is not typed. */
const typed = new Map<string, number>()
const hearers = new Set<() => void>()
function tell(next: Iterable<string>): void {
  names = new Set(next)
  for (const hear of hearers) hear()
}

export function keepDraft(name: string, values: object, etag: string, base?: object): void {
  if (!store) return
  clearTimeout(waiting.get(name)?.timer)
  const kept = { values: plain(values), etag, ...(base ? { base: plain(base) } : {}), at: Date.now() }
  const write = () => {
    waiting.delete(name)
    void set(name, kept, store)
      .then(() => {
        if (base) typed.set(name, kept.at)
        tell([...names, name])
      })
      .catch(() => undefined)
  }
  waiting.set(name, { timer: setTimeout(write, WAIT_MS), write })
}

/** What still waits is written now: its form has just heard that there is no service. */
export function keepNow(name: string): void {
  const one = waiting.get(name)
  clearTimeout(one?.timer)
  one?.write()
}

/** A phone closes a page without asking: what still waits is written when it goes out of sight. */
function leave(): void {
  for (const { timer, write } of [...waiting.values()]) {
    clearTimeout(timer)
    write()
  }
}
if (store) {
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave())
  window.addEventListener('pagehide', leave)
}

/** What can be kept: no files, no objects of controls. */
const plain = (values: object): object => JSON.parse(JSON.stringify(values)) as object

const forget = (name: string) => {
  clearTimeout(waiting.get(name)?.timer)
  waiting.delete(name)
  typed.delete(name)
}

export async function dropDraft(name: string): Promise<void> {
  forget(name)
  if (!store) return
  await del(name, store).catch(() => undefined)
  tell([...names].filter((other) => other !== name))
}

/** The next person at this machine finds nothing. */
export async function dropAllDrafts(): Promise<void> {
  for (const name of [...waiting.keys(), ...typed.keys()]) forget(name)
  if (!store) return
  await clear(store).catch(() => undefined)
  tell([])
}

/** When something typed was last kept that is still here; null when there is nothing. */
export function useKeptAt(): number | null {
  return useSyncExternalStore(
    (hear) => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    () => (typed.size > 0 ? Math.max(...typed.values()) : null),
  )
}

/** Hears of drafts that come and go; the first to listen asks what an earlier page has left. */
function hear(change: () => void): () => void {
  hearers.add(change)
  if (store && !asked) {
    asked = true
    void keys<string>(store)
      .then((found) => tell([...names, ...found]))
      .catch(() => undefined)
  }
  return () => {
    hearers.delete(change)
  }
}

/** Is there a draft of this name? */
export const useIsKept = (name: string): boolean => useSyncExternalStore(hear, () => names.has(name))

/** What stands after this beginning in the names of drafts, e.g. whom unfinished registrations are about. */
export function useKeptAfter(beginning: string): string[] {
  const all = useSyncExternalStore(hear, () => names)
  return [...all].filter((name) => name.startsWith(beginning)).map((name) => name.slice(beginning.length))
}

export function useDraft<Values>(name: string | undefined) {
  const [kept, setKept] = useState<(Omit<Kept<Values>, 'at'> & { at: string }) | null>(null)
  useEffect(() => {
    if (!name || !store) return
    let gone = false
    void get<Kept<Values>>(name, store)
      .then((found) => {
        if (found && !gone) setKept({ ...found, at: clock(new Date(found.at)) })
      })
      .catch(() => undefined)
    return () => {
      gone = true
    }
  }, [name])
  return { kept, seen: useCallback(() => setKept(null), []) }
}
