/** The dashboard on paper, A4 across: the six figures, the colours, and the charts with their numbers beside the bars. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Search } from '@/shared/filters'
import { useConditions } from '@/shared/list/conditions'
import { Paper } from '@/shared/ui/paper'
import { PaperConditions, usePaperNotice } from '@/shared/ui/paper-list'
import { useTitle } from '@/shared/ui/title'
import { dashboardQuery } from './api'
import { Charts } from './chart'
import { Chains, Completion, Ranking, Stages } from './dashboard'
import { FundsMonths } from './funds-months'
import { Headlines } from './headlines'
import '@/shared/ui/plain-table.css'
import './reports.css'
import './paper.css'

type Props = {
  filters: Search
  rankBy: string | undefined
  onRank: (by: string | undefined) => void
  by: string
  onBack: () => void
  /** The numbers of the colours, of a room of their own. */
  numbers: ReactNode
}

export function DashboardPaper({ filters, rankBy, onRank, by, onBack, numbers }: Props) {
  const { t } = useTranslation()
  useTitle(t('menu.dashboard'))
  const found = useQuery(dashboardQuery(rankBy ? { ...filters, rank_by: rankBy } : filters))
  const conditions = useConditions('projects', filters)
  const notice = usePaperNotice([found, conditions])
  return (
    <Paper kind="across" back={t('reports.dashboard.back')} onBack={onBack} by={by} notice={notice}>
      {!notice && found.data ? (
        <Charts className="report paper-figures">
          <h1>{t('menu.dashboard')}</h1>
          <PaperConditions words={conditions.data?.words} at={found.dataUpdatedAt} />
          {numbers}
          <Headlines view={found.data} filters={filters} />
          <div className="charts">
            <div className="report">
              <Stages view={found.data} filters={filters} />
              <Chains view={found.data} filters={filters} />
            </div>
            <div className="report">
              <FundsMonths filters={filters} />
            </div>
            <div className="report">
              <Completion filters={filters} />
              <Ranking view={found.data} onRank={onRank} />
            </div>
          </div>
          <p className="basis">{t('reports.basis', { text: found.data.basis })}</p>
        </Charts>
      ) : null}
    </Paper>
  )
}
