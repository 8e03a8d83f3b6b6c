/** The page about the API at its address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { DocsPage, type Shown } from '@/features/docs/page'
import type { Language } from '@/features/docs/words'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/docs'

addWords('docs', words)

const route = getRouteApi('/api-docs')

/** English words are there once they were asked for. */
function useEnglish(wanted: boolean): boolean {
  const [there, setThere] = useState(false)
  useEffect(() => {
    if (!wanted || there) return
    void import('@/i18n/rooms/docs.en').then((english) => {
      addWords('docs', english.default, 'en')
      setThere(true)
    })
  }, [wanted, there])
  return there
}

export function ApiDocsPage() {
  const { op, show, lang } = route.useSearch()
  const navigate = useNavigate()
  const english = useEnglish(lang === 'en')
  const language: Language = lang === 'en' && english ? 'en' : 'zh-CN'
  const go = (shown: Shown, next: string | undefined) =>
    void navigate({
      to: '/api-docs',
      search: {
        ...(shown.op ? { op: shown.op } : {}),
        ...(shown.show ? { show: shown.show } : {}),
        ...(next === 'en' ? { lang: 'en' } : {}),
      },
    })
  return (
    <DocsPage
      shown={{ op, show }}
      language={language}
      onShow={(shown) => go(shown, lang)}
      onLanguage={(next) => go({ op, show }, next)}
    />
  )
}
