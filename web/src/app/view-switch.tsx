/** The two views of the project library; the filters go along. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Filters } from '@/features/projects/filters'
import './view-switch.css'

export function ViewSwitch({ now, filters }: { now: 'ledger' | 'board'; filters: Filters }) {
  const { t } = useTranslation()
  const here = (view: typeof now) => (view === now ? ('page' as const) : undefined)
  return (
    <nav className="view-switch" aria-label={t('ledger.view')}>
      <Link to="/projects" search={filters} aria-current={here('ledger')}>
        {t('ledger.asTable')}
      </Link>
      <Link to="/board" search={filters} aria-current={here('board')}>
        {t('ledger.asBoard')}
      </Link>
    </nav>
  )
}
