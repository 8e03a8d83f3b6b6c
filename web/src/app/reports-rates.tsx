/** The rates at their address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Rates } from '@/features/reports/rates'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/reports'
import { only, type Search } from '@/shared/filters'
import { ReportLinks } from './report-links'
import { SEARCH } from './report-search'

addWords('reports', words)
const route = getRouteApi('/rates')

export function RatesPage() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = useNavigate()
  return (
    <ReportLinks>
      <Rates
        title={t('menu.rates')}
        search={search as Search}
        onChange={(next) => void navigate({ to: '/rates', search: only(next, SEARCH.rates) })}
      />
    </ReportLinks>
  )
}
