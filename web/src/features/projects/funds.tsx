/** The ledger of money that has arrived, entry by entry, with its sums as the API adds them. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
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
import { FileLinks } from '@/shared/ui/file-links'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { fundsQuery } from './api'
import { FundsActs } from './funds-entry'

export function Funds({ id }: { id: number }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const funds = useQuery(fundsQuery(id))
  const renew = () => void client.invalidateQueries({ queryKey: ['projects'] })
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
        <PlainTable
          caption={t('project.funds')}
          head={[
            { title: FundsEntryTitles.entered_on },
            { title: `${FundsEntryTitles.amount_yuan}（${t('money.unit')}）`, numeric: true },
            { title: FundsEntryTitles.kind },
            { title: FundsEntryTitles.origin },
            { title: FundsEntryTitles.proof_type },
            { title: FundsEntryTitles.state },
            { title: FundsEntryTitles.note },
            { title: t('projects.acts') },
          ]}
          rows={items.map((entry) => ({
            key: entry.id,
            cells: [
              date(entry.entered_on),
              { text: wan(entry.amount_yuan), title: exact(entry.amount_yuan) },
              FundsKindWords[entry.kind],
              FundsOriginWords[entry.origin],
              {
                text: (
                  <>
                    {ProofTypeWords[entry.proof_type]}
                    {entry.proof ? <FileLinks files={[entry.proof]} small /> : <small>（{t('projects.noProof')}）</small>}
                  </>
                ),
              },
              EntryStateWords[entry.state] + (entry.reversed_by_id ? t('project.reversed') : ''),
              entry.note ?? '',
              { text: <FundsActs id={id} entry={entry} onDone={renew} /> },
            ],
          }))}
        />
      )}
    </>
  )
}
