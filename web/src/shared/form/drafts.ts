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
      .then(() => tell([...names, name]))
      .catch(() => undefined)
  }
  waiting.set(name, { timer: setTimeout(write, WAIT_MS), write })
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
}

export async function dropDraft(name: string): Promise<void> {
  forget(name)
  if (!store) return
  await del(name, store).catch(() => undefined)
  tell([...names].filter((other) => other !== name))
}

/** The next person at this machine finds nothing. */
export async function dropAllDrafts(): Promise<void> {
  for (const name of [...waiting.keys()]) forget(name)
  if (!store) return
  await clear(store).catch(() => undefined)
  tell([])
}

/** Is there a draft of this name? */
export function useIsKept(name: string): boolean {
  const subscribe = useCallback((hear: () => void) => {
    hearers.add(hear)
    if (store && !asked) {
      asked = true
      void keys<string>(store)
        .then((found) => tell([...names, ...found]))
        .catch(() => undefined)
    }
    return () => {
      hearers.delete(hear)
    }
  }, [])
  return useSyncExternalStore(subscribe, () => names.has(name))
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
