/**
 * How a person likes the workbench to be: size of the text, single keys, the menu. The server keeps it (`kept.ts`); the copy on
 * this machine only spares the next start a flash. Nothing secret, nothing of the business.
 */
import { useSyncExternalStore } from 'react'
import type { components } from '@/api/schema'

export type Settings = Pick<components['schemas']['PreferencesInput'], 'text_size' | 'single_keys' | 'menu_collapsed'>
/** What only this machine remembers: the contract of the preferences has no place for it. */
type OfMachine = { latest_folded?: boolean }
export type TextSize = Settings['text_size']

const KEY = 'preferences'
const USUAL: Settings = { text_size: 'standard', single_keys: true, menu_collapsed: false }

const listeners = new Set<() => void>()
let held: { text: string | null; settings: Settings & OfMachine } | undefined
let keeper: ((change: Partial<Settings>) => void) | null = null

/** One object per text: who listens is told by its identity. */
function read(): Settings & OfMachine {
  const text = localStorage.getItem(KEY)
  if (held?.text !== text || !held) held = { text, settings: { ...USUAL, ...parsed(text) } }
  return held.settings
}

function parsed(text: string | null): Partial<Settings & OfMachine> {
  try {
    const kept: unknown = text ? JSON.parse(text) : null
    return typeof kept === 'object' ? (kept as Partial<Settings & OfMachine>) : {}
  } catch {
    return {} // somebody wrote into it: the server has the original
  }
}

/** Takes over what the server keeps. */
export function adopt({ text_size, single_keys, menu_collapsed }: Settings): void {
  store({ text_size, single_keys, menu_collapsed, ...(read().latest_folded ? { latest_folded: true } : {}) })
}

/** The column of what happened last is folded, or open again. */
export function foldLatest(folded: boolean): void {
  const { latest_folded: _, ...settings } = read()
  store({ ...settings, ...(folded ? { latest_folded: true } : {}) })
}

function store(settings: Settings & OfMachine): void {
  const text = JSON.stringify(settings)
  if (text === localStorage.getItem(KEY)) return
  localStorage.setItem(KEY, text)
  apply()
  for (const tell of listeners) tell()
}

/** A person chose: seen at once here, and sent to be kept. */
export function choose(change: Partial<Settings>): void {
  adopt({ ...read(), ...change })
  keeper?.(change)
}

/** Who sends what is chosen; null when nobody is signed in. */
export function keepWith(next: typeof keeper): void {
  keeper = next
}

export const settingsNow = read

/** Says the size to the style sheet; called once before the first paint. */
export function apply(): void {
  document.documentElement.dataset['size'] = read().text_size
}

export function useSettings(): Settings & OfMachine {
  return useSyncExternalStore((tell) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  }, read)
}

export const useTextSize = (): TextSize => useSettings().text_size

export const scaleOf = (size: TextSize): number => (size === 'large' ? 1.25 : 1)
