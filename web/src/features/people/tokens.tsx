/** Tokens of partners and of other systems; the secret is shown once, when it is issued. */
import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiTokenTitles, ApiTokenViewTitles, TokenStateWords } from '@/api/labels'
import type { components } from '@/api/schema'
import { i18n } from '@/i18n'
import { date, instant } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, FilterBar, PersonFilter } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { Once } from '@/shared/ui/once'
import { fetchTokens, peopleKeys, type Token } from './api'
import type { TokenFilters } from './filters'
import { scopeWord } from './scope-words'
import { TokenDialog } from './token-form'

type Props = {
  filters: TokenFilters
  onChange: (filters: TokenFilters) => void
  onOpen: (id: number) => void
  can: readonly string[]
}

/** Whose rows a token sees. */
export const reachText = (token: Token): string =>
  token.enterprise_name
    ? i18n.t('people.tokens.reachPartner', { name: token.enterprise_name })
    : i18n.t('people.tokens.reachIssuer', { name: token.created_by_name })

export const usedText = (token: Token): string =>
  token.last_used_at ? instant(token.last_used_at) : i18n.t('people.tokens.never')

const columns: Column<Token>[] = [
  { key: 'name', title: ApiTokenTitles.name, width: 192, pinned: true, text: (token) => token.name },
  { key: 'state', title: ApiTokenViewTitles.state, width: 80, text: (token) => TokenStateWords[token.state] },
  {
    key: 'enterprise',
    title: ApiTokenTitles.enterprise_id,
    width: 224,
    text: (token) => token.enterprise_name ?? i18n.t('people.tokens.integrator'),
  },
  {
    key: 'scopes',
    title: ApiTokenTitles.scopes,
    width: 280,
    text: (token) => token.scopes.map(scopeWord).join(i18n.t('form.comma')),
  },
  { key: 'expires_on', title: ApiTokenViewTitles.expires_on, width: 112, text: (token) => date(token.expires_on) },
  { key: 'last_used_at', title: ApiTokenTitles.last_used_at, width: 144, text: usedText },
  { key: 'created_by_name', title: ApiTokenTitles.created_by, width: 104, text: (token) => token.created_by_name },
]

export function Tokens({ filters, onChange, onOpen, can }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const scale = scaleOf(useTextSize())
  const shown = useMemo(() => scaled(columns, scale), [scale])
  const [creating, setCreating] = useState(false)
  const [issued, setIssued] = useState<components['schemas']['ApiTokenIssued'] | null>(null)
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchTokens(filters, page, perPage, signal),
    [filters],
  )
  const create = can.includes('token.edit') ? (
    <Button type="primary" onClick={() => setCreating(true)}>
      {t('people.tokens.new')}
    </Button>
  ) : undefined
  return (
    <>
      <ListPage<Token>
        title={t('menu.tokens')}
        queryKey={peopleKeys.tokens(filters)}
        fetchPage={fetchPage}
        rowKey={(token) => token.id}
        columns={shown}
        filters={filters as Search}
        onFilters={(next) => onChange(next)}
        onOpen={(token) => onOpen(token.id)}
        actions={create}
        bar={
          <FilterBar filters={filters as Search} onChange={(next) => onChange(next)}>
            <ChoiceFilter name="state" title={ApiTokenViewTitles.state} words={TokenStateWords} single />
            <PersonFilter name="created_by" title={ApiTokenTitles.created_by} />
          </FilterBar>
        }
        empty={<p>{t('people.tokens.none')}</p>}
        card={(token) => (
          <>
            <strong>{token.name}</strong>
            <small>
              <span>{token.enterprise_name ?? t('people.tokens.integrator')}</span>
              <span>{TokenStateWords[token.state]}</span>
            </small>
            <small>
              <span>{usedText(token)}</span>
              <span>{date(token.expires_on)}</span>
            </small>
          </>
        )}
      />
      {creating ? <TokenDialog onIssued={setIssued} onClose={() => setCreating(false)} /> : null}
      {issued ? (
        <Once
          title={t('people.tokens.secretTitle')}
          text={t('people.tokens.secretText', { name: issued.name, on: date(issued.expires_on) })}
          secret={issued.secret}
          onClose={() => {
            setIssued(null)
            void queries.invalidateQueries({ queryKey: ['people'] })
          }}
        />
      ) : null}
    </>
  )
}
