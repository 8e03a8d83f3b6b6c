/** The effects of trips at their address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Effects } from '@/features/reports/effects'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/reports'
import { only, type Search } from '@/shared/filters'
import { ReportLinks, useOpen } from './report-links'
import { SEARCH } from './report-search'

addWords('reports', words)
const route = getRouteApi('/effects')

export function EffectsPage() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = useNavigate()
  const open = useOpen()
  return (
    <ReportLinks>
      <Effects
        title={t('menu.effects')}
        search={search as Search}
        onChange={(next) => void navigate({ to: '/effects', search: only(next, SEARCH.effects) })}
        onOpen={open}
      />
    </ReportLinks>
  )
}
