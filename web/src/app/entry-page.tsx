/** The page one comes in by: the name of the product, one panel, and what must never be typed into it. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useTitle } from '@/shared/ui/title'
import { type Language, useEntryLanguage } from './entry-language'
import './entry-page.css'

/** `title` names the tab and the panel, `subtitle` stands below the product's name. */
export function EntryPage({ title, subtitle, children }: { title: string; subtitle: string; children: ReactNode }) {
  const { t } = useTranslation()
  useTitle(title)
  const [language, choose] = useEntryLanguage()
  if (!language) return null
  const languages: [Language, string][] = [
    ['zh-CN', t('entry.chinese')],
    ['en', t('entry.english')],
  ]
  return (
    <main className="entry-page">
      <header>
        <h1>{t('app.name')}</h1>
        <p>{subtitle}</p>
      </header>
      <section aria-label={title}>{children}</section>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame */}
      <div role="group" aria-label={t('entry.language')} className="entry-languages">
        {languages.map(([code, name]) => (
          <button key={code} type="button" lang={code} aria-pressed={code === language} onClick={() => choose(code)}>
            {name}
          </button>
        ))}
      </div>
      <footer>{t('app.unclassified')}</footer>
    </main>
  )
}
