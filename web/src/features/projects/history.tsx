/** How the project moved through its stages: every step, back and forth, with its reason. */
import { useQuery } from '@tanstack/react-query'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import { EndStateWords, MoveKindWords, StageLogRowTitles, StageWords } from '@/api/labels'
import { date } from '@/shared/dates'
import { ProblemAlert } from '@/shared/ui/problem'
import { lifecycleQuery } from './api'

export function History({ id }: { id: number }) {
  const { t } = useTranslation()
  const lifecycle = useQuery(lifecycleQuery(id))
  if (lifecycle.error) return <ProblemAlert error={lifecycle.error} onRetry={() => void lifecycle.refetch()} />
  if (!lifecycle.data) return <Skeleton active />
  const rows = lifecycle.data.log.toReversed()
  if (rows.length === 0) return <p className="nothing">{t('project.noMoves')}</p>
  const place = (stage: keyof typeof StageWords, end: keyof typeof EndStateWords | null | undefined) =>
    end ? `${StageWords[stage]}·${EndStateWords[end]}` : StageWords[stage]
  return (
    <div className="table-scroll">
      <table className="plain-table">
        <caption className="visually-hidden">{t('project.history')}</caption>
        <thead>
          <tr>
            <th scope="col">{StageLogRowTitles.moved_on}</th>
            <th scope="col">{StageLogRowTitles.kind}</th>
            <th scope="col">{t('project.move')}</th>
            <th scope="col" className="num">
              {StageLogRowTitles.days_in_stage}
            </th>
            <th scope="col">{StageLogRowTitles.reason}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{date(row.moved_on)}</td>
              <td>{MoveKindWords[row.kind]}</td>
              <td>
                {place(row.from_stage, row.from_state)} → {place(row.to_stage, row.to_state)}
              </td>
              <td className="num">{row.days_in_stage}</td>
              <td>{row.reason ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
