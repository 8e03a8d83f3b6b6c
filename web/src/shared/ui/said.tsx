/** A short word that something is done, for eyes and screen readers; it goes by itself and never asks anything. */
import { useSyncExternalStore } from 'react'
import './said.css'

const STAYS_MS = 5000
let current: { text: string; n: number } | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function set(next: typeof current): void {
  current = next
  for (const tell of listeners) tell()
}

export function say(text: string): void {
  clearTimeout(timer)
  set({ text, n: (current?.n ?? 0) + 1 })
  timer = setTimeout(() => set(null), STAYS_MS)
}

export function Said() {
  const said = useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => current,
  )
  return (
    <div className="said" role="status">
      {said ? <span key={said.n}>{said.text}</span> : null}
    </div>
  )
}
