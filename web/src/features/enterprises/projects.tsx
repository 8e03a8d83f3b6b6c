/** The projects that name this enterprise: the first of them here, all in the ledger. */
import { useQuery } from '@tanstack/react-query'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import { ProjectItemTitles, ProjectTitles } from '@/api/labels'
import { wan } from '@/shared/money'
import { ProblemAlert } from '@/shared/ui/problem'
import { StageTag } from '@/shared/ui/stage'
import { projectsQuery, SHORT } from './api'
import { useLinks } from './links'
import { Records } from './records'

export function Projects({ id }: { id: number }) {
  const { t } = useTranslation()
  const links = useLinks()
  const found = useQuery(projectsQuery(id))
  if (found.error) return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <Skeleton active />
  if (found.data.total === 0) return <p className="nothing">{t('enterprises.noProjects')}</p>
  return (
    <>
      <p className="ent-tools">
        {found.data.total > SHORT ? t('enterprises.shortList', { n: SHORT }) : null}
        {links.ledger(id, t('enterprises.allProjects', { n: found.data.total }))}
      </p>
      <Records
        caption={t('enterprises.projects')}
        head={[
          { title: ProjectTitles.name },
          { title: ProjectTitles.number },
          { title: ProjectTitles.stage },
          { title: ProjectItemTitles.lead_unit_name },
          { title: `${ProjectTitles.total_investment_yuan}（${t('money.unit')}）`, numeric: true },
        ]}
        rows={found.data.items.flatMap((project) =>
          project.id === undefined
            ? []
            : [
                {
                  key: project.id,
                  cells: [
                    links.project(project.id, project.name),
                    project.number,
                    project.stage ? <StageTag key="s" stage={project.stage} endState={project.end_state} /> : '—',
                    project.lead_unit_name,
                    wan(project.total_investment_yuan),
                  ],
                },
              ],
        )}
      />
    </>
  )
}
