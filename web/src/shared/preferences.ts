/** What a person sets for this machine: size of the text. Nothing secret, nothing of the business. */
import { useSyncExternalStore } from 'react'

const KEY = 'text-size'
export type TextSize = 'standard' | 'large'

const listeners = new Set<() => void>()

function read(): TextSize {
  return localStorage.getItem(KEY) === 'large' ? 'large' : 'standard'
}

export function setTextSize(size: TextSize): void {
  localStorage.setItem(KEY, size)
  apply()
  for (const tell of listeners) tell()
}

/** Says the size to the style sheet; called once before the first paint. */
export function apply(): void {
  document.documentElement.dataset['size'] = read()
}

export function useTextSize(): TextSize {
  return useSyncExternalStore((tell) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  }, read)
}

export const scaleOf = (size: TextSize): number => (size === 'large' ? 1.25 : 1)
