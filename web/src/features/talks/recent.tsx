/** The last talks that were recorded, each a press away. */
import { useQuery } from '@tanstack/react-query'
import type { ComponentType, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TalkKindWords } from '@/api/labels'
import { shortDate } from '@/shared/dates'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { recentTalks } from './api'
import { aboutOf } from './values'
import './recent.css'

type Props = { Open: ComponentType<{ id: number; children: ReactNode }>; more: ReactNode }

export function RecentTalks({ Open, more }: Props) {
  const { t } = useTranslation()
  const found = useQuery(recentTalks)
  if (found.error && !found.data) return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return null
  return (
    <Panel title={t('talks.recent')} tools={more}>
      {found.data.items.length === 0 ? (
        <p className="note">{t('talks.none')}</p>
      ) : (
        <ul className="recent-talks">
          {found.data.items.map((one) => (
            <li key={one.id}>
              <Open id={one.id}>
                <b>{aboutOf(one)}</b>
                <small>
                  {shortDate(one.happened_on)} {TalkKindWords[one.kind]}
                </small>
                <span>{one.said}</span>
              </Open>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
