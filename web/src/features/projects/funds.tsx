/** The ledger of money that has arrived, entry by entry, with its sums as the API adds them. */
import { useQuery } from '@tanstack/react-query'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import {
  EntryStateWords,
  FundsEntryTitles,
  FundsKindWords,
  FundsOriginWords,
  FundsTotalsTitles,
  ProofTypeWords,
} from '@/api/labels'
import { date } from '@/shared/dates'
import { exact, wan } from '@/shared/money'
import { ProblemAlert } from '@/shared/ui/problem'
import { fundsQuery } from './api'

export function Funds({ id }: { id: number }) {
  const { t } = useTranslation()
  const funds = useQuery(fundsQuery(id))
  if (funds.error) return <ProblemAlert error={funds.error} onRetry={() => void funds.refetch()} />
  if (!funds.data) return <Skeleton active />
  const { items, totals } = funds.data
  const sums = [
    [FundsTotalsTitles.in_place_yuan, totals.in_place_yuan],
    [FundsTotalsTitles.outside_province_yuan, totals.outside_province_yuan],
    [FundsTotalsTitles.outside_city_yuan, totals.outside_city_yuan],
    [FundsTotalsTitles.pending_yuan, totals.pending_yuan],
  ] as const
  return (
    <>
      <dl className="facts">
        {sums.map(([title, yuan]) => (
          <div key={title}>
            <dt>
              {title}（{t('money.unit')}）
            </dt>
            <dd title={exact(yuan)}>{wan(yuan)}</dd>
          </div>
        ))}
      </dl>
      {items.length === 0 ? (
        <p className="nothing">{t('project.noFunds')}</p>
      ) : (
        <div className="table-scroll">
          <table className="plain-table">
            <caption className="visually-hidden">{t('project.funds')}</caption>
            <thead>
              <tr>
                <th scope="col">{FundsEntryTitles.entered_on}</th>
                <th scope="col" className="num">
                  {FundsEntryTitles.amount_yuan}（{t('money.unit')}）
                </th>
                <th scope="col">{FundsEntryTitles.kind}</th>
                <th scope="col">{FundsEntryTitles.origin}</th>
                <th scope="col">{FundsEntryTitles.proof_type}</th>
                <th scope="col">{FundsEntryTitles.state}</th>
                <th scope="col">{FundsEntryTitles.note}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((entry) => (
                <tr key={entry.id}>
                  <td>{date(entry.entered_on)}</td>
                  <td className="num" title={exact(entry.amount_yuan)}>
                    {wan(entry.amount_yuan)}
                  </td>
                  <td>{FundsKindWords[entry.kind]}</td>
                  <td>{FundsOriginWords[entry.origin]}</td>
                  <td>{ProofTypeWords[entry.proof_type]}</td>
                  <td>
                    {EntryStateWords[entry.state]}
                    {entry.reversed_by_id ? `（${t('project.reversed')}）` : ''}
                  </td>
                  <td>{entry.note ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
