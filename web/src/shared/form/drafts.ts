/**
 * Unfinished forms, kept on this machine in IndexedDB a second after the last key, with the tag of what filled them. They
 * are offered when the form opens again, never put over newer values by themselves, and gone at sign-out.
 */
import { clear, createStore, del, get, set } from 'idb-keyval'
import { useCallback, useEffect, useState } from 'react'
import { clock } from '../dates'

const WAIT_MS = 1000
type Kept<Values> = { values: Partial<Values>; etag: string; base?: Partial<Values>; at: number }

const store = typeof indexedDB === 'undefined' ? null : createStore('chengfeng-drafts', 'forms')
const timers = new Map<string, ReturnType<typeof setTimeout>>()

export function keepDraft(name: string, values: object, etag: string, base?: object): void {
  if (!store) return
  clearTimeout(timers.get(name))
  timers.set(
    name,
    setTimeout(
      () =>
        void set(name, { values: plain(values), etag, ...(base ? { base: plain(base) } : {}), at: Date.now() }, store).catch(
          () => undefined,
        ),
      WAIT_MS,
    ),
  )
}

/** What can be kept: no files, no objects of controls. */
const plain = (values: object): object => JSON.parse(JSON.stringify(values)) as object

export async function dropDraft(name: string): Promise<void> {
  clearTimeout(timers.get(name))
  if (store) await del(name, store).catch(() => undefined)
}

/** The next person at this machine finds nothing. */
export async function dropAllDrafts(): Promise<void> {
  for (const timer of timers.values()) clearTimeout(timer)
  if (store) await clear(store).catch(() => undefined)
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
