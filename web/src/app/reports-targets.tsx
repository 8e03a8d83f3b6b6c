/** The targets at their address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Targets } from '@/features/reports/targets'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/reports'
import { only, type Search } from '@/shared/filters'
import { useMe } from './me'
import { ReportLinks } from './report-links'
import { SEARCH } from './report-search'

addWords('reports', words)
const route = getRouteApi('/targets')

export function TargetsPage() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = useNavigate()
  const me = useMe()
  return (
    <ReportLinks>
      <Targets
        title={t('menu.targets')}
        search={search as Search}
        onChange={(next) => void navigate({ to: '/targets', search: only(next, SEARCH.targets) })}
        mayAdd={me.data?.can.includes('target.edit') ?? false}
      />
    </ReportLinks>
  )
}
