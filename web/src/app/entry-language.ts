/** The language of the pages before the workbench: Chinese, or English for those who read none. The workbench is Chinese. */
import { useEffect, useState } from 'react'
import { i18n } from '@/i18n'

export type Language = 'zh-CN' | 'en'
const LANGUAGE = 'language'

const kept = (): Language => (localStorage.getItem(LANGUAGE) === 'en' ? 'en' : 'zh-CN')

/** English words are there once they were asked for; another page may have brought its own. */
async function load(language: Language): Promise<void> {
  if (language === 'zh-CN' || i18n.getResource('en', 'translation', 'signIn')) return
  const { default: words, problems } = await import('@/i18n/en')
  i18n.addResourceBundle('en', 'translation', { ...words, problems }, true)
}

async function speak(language: Language): Promise<void> {
  await load(language)
  await i18n.changeLanguage(language)
  document.documentElement.lang = language
}

/** Null until the words are there: nobody sees one language turn into another. */
export function useEntryLanguage(): [Language | null, (language: Language) => void] {
  const [language, setLanguage] = useState<Language | null>(() => (kept() === i18n.language ? kept() : null))
  useEffect(() => {
    let gone = false
    const wanted = kept()
    void speak(wanted).then(() => {
      if (gone) void speak('zh-CN')
      else setLanguage(wanted)
    })
    return () => {
      gone = true
      void speak('zh-CN')
    }
  }, [])
  const choose = (next: Language) => {
    localStorage.setItem(LANGUAGE, next)
    void speak(next).then(() => setLanguage(next))
  }
  return [language, choose]
}
