/**
 * What is loaded before it is known that it is needed: who was signed in here last time gets the frame and the page of
 * the address together with the renewal of the session, not one after the other. Only the pages one comes back to.
 */
const PAGES: Readonly<Record<string, () => Promise<unknown>>> = {
  '': () => import('./inbox-page'),
  inbox: () => import('./inbox-page'),
  projects: () => (/^\/projects\/\d/.test(location.pathname) ? import('./project-page') : import('./ledger-page')),
  enterprises: () => (/^\/enterprises\/?$/.test(location.pathname) ? import('./enterprises-list') : Promise.resolve()),
  dashboard: () => import('./reports-dashboard'),
  trips: () => (/^\/trips\/?$/.test(location.pathname) ? import('./trips-list') : Promise.resolve()),
}
const KEY = 'was-in'

export const loadSigned = () => import('./signed')

/** Somebody is in: the next page that opens here need not ask before it loads. */
export function rememberIn(): void {
  localStorage.setItem(KEY, 'yes')
}

export function forgetIn(): void {
  localStorage.removeItem(KEY)
}

export function loadAhead(): void {
  if (localStorage.getItem(KEY) !== 'yes') return
  void loadSigned()
  void PAGES[location.pathname.split('/')[1] ?? '']?.()
}
