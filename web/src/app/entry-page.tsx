/** The page one comes in by: the name of the product, one panel, and what must never be typed into it. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useTitle } from '@/shared/ui/title'
import './entry-page.css'

/** `title` names the tab and the panel, `subtitle` stands below the product's name. */
export function EntryPage({ title, subtitle, children }: { title: string; subtitle: string; children: ReactNode }) {
  const { t } = useTranslation()
  useTitle(title)
  return (
    <main className="entry-page">
      <header>
        <h1>{t('app.name')}</h1>
        <p>{subtitle}</p>
      </header>
      <section aria-label={title}>{children}</section>
      <footer>{t('app.unclassified')}</footer>
    </main>
  )
}
