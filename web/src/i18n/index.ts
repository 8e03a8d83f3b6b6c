/** Words of the interface. Chinese is complete and built in; English (partner-facing parts) is loaded when asked for. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import zh from './zh-CN'

export const i18n = i18next.createInstance()
void i18n.use(initReactI18next).init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  resources: { 'zh-CN': { translation: zh } },
  interpolation: { escapeValue: false }, // React escapes
  returnNull: false,
})

/**
 * Words of one room, from `./rooms/<room>.ts`: loaded with its pages, so that the entry does not grow with every room.
 * Each room is named in [Rooms] and adds its words when its first page module is loaded.
 */
export function addWords<Room extends keyof Rooms>(room: Room, words: Texts<Rooms[Room]>, language = 'zh-CN'): void {
  i18n.addResourceBundle(language, 'translation', { [room]: words }, true)
}
export interface Rooms {
  claims: typeof import('./rooms/claims').default
  docs: typeof import('./rooms/docs').default
}
export interface Rooms {
  inbox: typeof import('./rooms/inbox').default
  notices: typeof import('./rooms/notices').default
  projects: typeof import('./rooms/projects').default
  enterprises: typeof import('./rooms/enterprises').default
}
export interface Rooms {
  trips: typeof import('./rooms/trips').default
}
export interface Rooms {
  services: typeof import('./rooms/services').default
  progress: typeof import('./rooms/progress').default
}
export interface Rooms {
  supervision: typeof import('./rooms/supervision').default
  responsibility: typeof import('./rooms/responsibility').default
}
export interface Rooms {
  talks: typeof import('./rooms/talks').default
}
export interface Rooms {
  exports: typeof import('./rooms/exports').default
  imports: typeof import('./rooms/imports').default
}
export interface Rooms {
  reports: typeof import('./rooms/reports').default
}
export interface Rooms {
  people: typeof import('./rooms/people').default
  rulesets: typeof import('./rooms/rulesets').default
  calendar: typeof import('./rooms/calendar').default
  journal: typeof import('./rooms/journal').default
}

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> }
/** The shape of the Chinese texts; other languages hold the keys of the parts they cover. */
export type Words = Texts<typeof zh>

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof zh & Rooms }
    returnNull: false
  }
}
