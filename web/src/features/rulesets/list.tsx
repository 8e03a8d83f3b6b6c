/** All kinds of rules with the revision in force. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import { RuleRevisionTitles, RuleSetViewTitles } from '@/api/labels'
import { date } from '@/shared/dates'
import { ProblemAlert } from '@/shared/ui/problem'
import '@/shared/ui/panel.css'
import { Rows } from '@/shared/ui/rows'
import { useTitle } from '@/shared/ui/title'
import { ruleSetsQuery } from './api'
import './rulesets.css'

export function RuleSets({ onOpen }: { onOpen: (kind: string) => void }) {
  const { t } = useTranslation()
  useTitle(t('menu.rules'))
  const found = useQuery(ruleSetsQuery)
  const rows = (found.data?.items ?? []).map((set) => ({
    key: set.kind,
    cells: [
      {
        text: (
          <Button type="link" className="rule-open" onClick={() => onOpen(set.kind)}>
            {set.label}
          </Button>
        ),
      },
      t('rulesets.number', { n: set.in_force.revision }),
      date(set.in_force.in_force_from),
      set.in_force.reason,
      set.latest_revision > set.in_force.revision
        ? t('rulesets.pendingShort', { revision: set.latest_revision })
        : t('rulesets.current'),
    ],
  }))
  return (
    <div className="sheet">
      <header className="page-head">
        <h1>{t('menu.rules')}</h1>
      </header>
      {found.error ? (
        <ProblemAlert error={found.error} title={t('state.loadFailed')} onRetry={() => void found.refetch()} />
      ) : null}
      {found.isPending ? <Skeleton active /> : null}
      {found.data && rows.length === 0 ? (
        <div className="nothing" role="status">
          {t('rulesets.none')}
        </div>
      ) : null}
      {rows.length > 0 ? (
        <section className="panel" aria-label={t('menu.rules')}>
          <Rows
            caption={t('menu.rules')}
            head={[
              { title: RuleSetViewTitles.kind },
              { title: RuleSetViewTitles.in_force },
              { title: RuleRevisionTitles.in_force_from },
              { title: RuleRevisionTitles.reason },
              { title: t('rulesets.state') },
            ]}
            rows={rows}
          />
        </section>
      ) : null}
    </div>
  )
}
