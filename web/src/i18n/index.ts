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

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> }
/** The shape of the Chinese texts; other languages hold the keys of the parts they cover. */
export type Words = Texts<typeof zh>

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof zh }
    returnNull: false
  }
}
