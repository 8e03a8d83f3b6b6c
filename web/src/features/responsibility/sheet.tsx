/** 责任链 on the sheet of a project in a hand: each role by name, what is vacant with who may fill it. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FactList, Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { chainQuery } from './api'
import './responsibility.css'

export function ChainLines({ id }: { id: number }) {
  const { t } = useTranslation()
  const chain = useQuery(chainQuery(id))
  const view = chain.data?.data
  if (chain.error && !view) return <ProblemAlert error={chain.error} onRetry={() => void chain.refetch()} />
  if (!view) return null
  const facts = view.roles.map((role) => {
    const { holder, missing } = role
    const acting = role.acting.map((one) => t('responsibility.acting', { name: one.user_name, on: one.until_on }))
    return [
      role.label,
      holder ? (
        <>
          <b>{holder.user_name}</b> <small>{[holder.unit_name, holder.post, ...acting].filter(Boolean).join(' ')}</small>
        </>
      ) : missing ? (
        <>
          <b className="chain-vacant">{t('responsibility.vacant')}</b> <small>{t('responsibility.who', { who: role.who })}</small>
        </>
      ) : (
        t('responsibility.none')
      ),
    ] as const
  })
  return (
    <Panel title={t('responsibility.chain')}>
      <FactList facts={[...facts, [t('responsibility.lead'), view.lead?.unit_name ?? t('responsibility.unknown')]]} />
    </Panel>
  )
}
