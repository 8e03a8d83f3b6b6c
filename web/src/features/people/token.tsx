/** One token: for whom, what it may do, when it was last used; never its secret. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiTokenTitles, ApiTokenViewTitles, TokenStateWords } from '@/api/labels'
import { date, instant } from '@/shared/dates'
import { ReasonDialog } from '@/shared/form/reason-dialog'
import { FactList, Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { useTitle } from '@/shared/ui/title'
import { renewing, revokeToken, tokenQuery } from './api'
import { ScopeList } from './scope-words'
import { reachText, usedText } from './tokens'

export function TokenDetail({ id, onBack }: { id: number; onBack: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const found = useQuery(tokenQuery(id))
  const [revoking, setRevoking] = useState(false)
  const token = found.data?.data
  useTitle(token?.name ?? t('menu.tokens'))
  if (!token) {
    return found.error ? (
      <div className="sheet">
        <ProblemAlert error={found.error} title={t('state.loadFailed')} onRetry={() => void found.refetch()} />
        <p>
          <Button onClick={onBack}>{t('people.tokens.back')}</Button>
        </p>
      </div>
    ) : (
      <Skeleton active paragraph={{ rows: 8 }} />
    )
  }
  const addresses = token.addresses.join(t('form.comma')) || t('people.tokens.anywhere')
  return (
    <article className="sheet" aria-busy={found.isFetching}>
      <header className="page-head">
        <h1>{token.name}</h1>
        <span className="tag">{TokenStateWords[token.state]}</span>
        <div className="page-actions">
          {token.can.includes('token.edit') && token.state === 'active' ? (
            <Button danger onClick={() => setRevoking(true)}>
              {t('people.tokens.revoke')}
            </Button>
          ) : null}
          <Button onClick={onBack}>{t('people.tokens.back')}</Button>
        </div>
      </header>
      <Panel title={t('people.tokens.facts')}>
        <FactList
          facts={[
            [ApiTokenTitles.enterprise_id, token.enterprise_name ?? t('people.tokens.integrator')],
            [t('people.tokens.reach'), reachText(token)],
            [ApiTokenTitles.prefix, t('people.tokens.prefix', { prefix: token.prefix })],
            [ApiTokenTitles.addresses, addresses],
            [ApiTokenViewTitles.expires_on, date(token.expires_on)],
            [ApiTokenTitles.last_used_at, usedText(token)],
            [ApiTokenTitles.created_by, token.created_by_name],
            [ApiTokenTitles.created_at, instant(token.created_at)],
            ...(token.revoked_at
              ? ([
                  [ApiTokenTitles.revoked_at, instant(token.revoked_at)],
                  [ApiTokenTitles.revoke_reason, token.revoke_reason ?? '—'],
                ] as const)
              : []),
          ]}
        />
      </Panel>
      <Panel title={t('people.tokens.scopes')}>
        <ScopeList scopes={token.scopes} />
      </Panel>
      {revoking ? (
        <ReasonDialog
          title={t('people.tokens.revokeTitle', { name: token.name })}
          text={t('people.tokens.revokeText')}
          submit={t('people.tokens.revoke')}
          etag={found.data?.etag ?? ''}
          danger
          onSend={(values, sending) => renewing(queries, revokeToken(id, values, sending))}
          onDone={() => {
            say(t('people.tokens.revoked', { name: token.name }))
            void queries.invalidateQueries({ queryKey: ['people'] })
          }}
          onClose={() => setRevoking(false)}
        />
      ) : null}
    </article>
  )
}
