import { useEffect, useRef } from 'react'
import { settingsNow } from './preferences'

/** The part of a keyboard event that the rules need; React's and the browser's own both fit. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'keyCode' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & {
  isComposing?: boolean
  nativeEvent?: { isComposing?: boolean }
  target?: EventTarget | null
}

/** While an input method composes, every key belongs to it: Enter ends the composition and must not submit. */
export function isComposing(event: Pressed): boolean {
  return event.isComposing === true || event.nativeEvent?.isComposing === true || event.keyCode === 229
}

/** Does the key go into a text that somebody writes? */
export const isInField = (event: Pressed): boolean => isWritten(event.target ?? null)

/** Is it something that text is written in? */
export function isWritten(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) &&
    !(target instanceof HTMLInputElement && ['checkbox', 'radio', 'button', 'submit'].includes(target.type))
  )
}

/** `Ctrl+K`, `/`, `Alt+ArrowUp`: how a key is named in the list of keys. Shift counts only beside named keys. */
export function nameOf(event: Pressed): string {
  const parts = []
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl')
  if (event.altKey) parts.push('Alt')
  if (event.shiftKey && event.key.length > 1) parts.push('Shift')
  return [...parts, event.key.length === 1 ? event.key.toLowerCase() : event.key].join('+')
}

/**
 * May a page act on this key? Never while composing; plain keys only outside fields, and letters only when switched on (a
 * screen reader or a lap may press them).
 */
export function isForPage(event: Pressed): boolean {
  if (isComposing(event)) return false
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey
  if (!plain) return true
  if (isInField(event)) return false
  return event.key.length > 1 || settingsNow().single_keys
}

/** Keys of a page or layer, by their names; the newest layer that knows a key gets it alone. */
export type Keys = Record<string, (event: KeyboardEvent) => void>

const layers: { current: Keys }[] = []

/** What may be pressed above an open dialog: it covers the page, whose other keys would change what nobody sees. */
const ANYWHERE: readonly string[] = ['Ctrl+k', '?']
const OPEN_LAYER = '.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open'
const isCovered = (): boolean => document.querySelector(OPEN_LAYER) !== null

function dispatch(event: KeyboardEvent): void {
  if (event.defaultPrevented || !isForPage(event)) return
  const name = nameOf(event)
  if (!ANYWHERE.includes(name) && isCovered()) return
  for (let i = layers.length - 1; i >= 0; i -= 1) {
    const act = layers[i]?.current[name]
    if (act) {
      event.preventDefault()
      act(event)
      return
    }
  }
}

/** Listens for these keys while the component is there. `under` all pages: a page that knows a key has it for itself. */
export function useKeys(keys: Keys, { under = false }: { under?: boolean } = {}): void {
  const layer = useRef(keys)
  layer.current = keys
  useEffect(() => {
    if (layers.length === 0) window.addEventListener('keydown', dispatch)
    if (under) layers.unshift(layer)
    else layers.push(layer)
    return () => {
      layers.splice(layers.indexOf(layer), 1)
      if (layers.length === 0) window.removeEventListener('keydown', dispatch)
    }
  }, [under])
}

/** For `onKeyDown` of a field: runs on Enter, unless it ends a composition. */
export function onEnter(act: () => void): (event: Pressed & { preventDefault(): void }) => void {
  return (event) => {
    if (event.key === 'Enter' && !isComposing(event)) {
      event.preventDefault()
      act()
    }
  }
}
