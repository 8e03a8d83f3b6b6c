import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** The title of the browser's tab while a page is open. */
export function useTitle(page: string): void {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = t('app.title', { page })
  }, [t, page])
}
