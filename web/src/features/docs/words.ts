/** The language of this page alone: Chinese is there, English is fetched when somebody asks for it. */
import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'

export type Language = 'zh-CN' | 'en'
export const LanguageOfPage = createContext<Language>('zh-CN')

export function useWords() {
  const language = useContext(LanguageOfPage)
  const { t } = useTranslation('translation', { lng: language })
  return { t, language }
}

/** The name of an operation in English: the contract's words are Chinese, its ids are not. */
export const inEnglish = (id: string): string => {
  const words = id.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
