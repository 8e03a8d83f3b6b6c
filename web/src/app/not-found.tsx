import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useTitle } from '@/shared/ui/title'

export function NotFound() {
  const { t } = useTranslation()
  useTitle(t('state.notFoundPage'))
  return (
    <div className="nothing" role="status">
      <h1>{t('state.notFoundPage')}</h1>
      <Link to="/">{t('state.home')}</Link>
    </div>
  )
}
