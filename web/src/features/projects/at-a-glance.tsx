/** What everybody asks of a project first. */
import { useTranslation } from 'react-i18next'
import { ProjectItemTitles, ProjectTitles } from '@/api/labels'
import { exact, headline } from '@/shared/money'
import { Glance } from '@/shared/ui/glance'
import type { ProjectView } from './api'

export function AtAGlance({ view }: { view: ProjectView }) {
  const { t } = useTranslation()
  const investors = view.parties.filter((p) => p.role === 'investor').map((p) => p.name)
  const facts = [
    [ProjectTitles.number, view.number],
    [
      ProjectTitles.total_investment_yuan,
      <span key="m" title={exact(view.total_investment_yuan)}>
        {headline(view.total_investment_yuan)}
      </span>,
    ],
    [t('project.investors'), investors.join('、') || t('state.unknown')],
    [ProjectItemTitles.lead_unit_name, view.lead_unit_name],
    [ProjectTitles.place, view.place || t('state.unknown')],
  ] as const
  return <Glance facts={facts} />
}
