/** Objections: what waits for a ruling, first what is due first; and one objection with its two parties and its ruling. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ObjectionPartyTitles, ObjectionStateWords, ObjectionViewTitles, RulingWords } from '@/api/labels'
import { date, daysTo, instant } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, FilterBar } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ExportButton } from '@/shared/ui/export'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { fetchObjections, type ObjectionView, objectionQuery } from './api'
import { RulingForm } from './claim-forms'
import type { ObjectionFilters } from './filters'
import './claims.css'
import { Facts, type Go, Panel, ProofFiles, RowsTable, StateTag } from './parts'

type ListProps = {
  filters: ObjectionFilters
  sort: string | undefined
  onChange: (filters: ObjectionFilters, sort: string | undefined) => void
  onOpen: (id: number) => void
  actions?: ReactNode
}

const state = (one: ObjectionView) => (one.ruling ? RulingWords[one.ruling] : ObjectionStateWords[one.state])

export function ObjectionList({ filters, sort, onChange, onOpen, actions }: ListProps) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchObjections(filters, sort, { page, perPage, signal }),
    [filters, sort],
  )
  const secret = t('claims.objection.secret')
  const due = useCallback(
    (one: ObjectionView) =>
      one.overdue ? `${one.rule_by_on}　${t('claims.daysOver', { n: -daysTo(one.rule_by_on) })}` : one.rule_by_on,
    [t],
  )
  const columns = useMemo<Column<ObjectionView>[]>(
    () =>
      scaled(
        [
          { key: 'rule_by_on', title: t('claims.objection.ruleBy'), width: 176, sort: 'rule_by_on', text: due },
          { key: 'state', title: ObjectionViewTitles.state, width: 144, text: state },
          {
            key: 'objector',
            title: t('claims.objection.objector'),
            width: 176,
            text: (one) => one.objector.unit?.name ?? secret,
          },
          {
            key: 'objector_number',
            title: ObjectionPartyTitles.number,
            width: 120,
            text: (one) => one.objector.number ?? secret,
          },
          {
            key: 'respondent',
            title: t('claims.objection.respondent'),
            width: 176,
            text: (one) => one.respondent.unit?.name ?? secret,
          },
          { key: 'filed_on', title: ObjectionViewTitles.filed_on, width: 104, text: (one) => one.filed_on },
          { key: 'reason', title: ObjectionViewTitles.reason, width: 400, text: (one) => one.reason },
        ],
        scale,
      ),
    [t, due, secret, scale],
  )
  return (
    <ListPage<ObjectionView>
      title={t('claims.objection.list')}
      queryKey={['claims', 'objections', filters, sort]}
      fetchPage={fetchPage}
      rowKey={(one) => one.id}
      columns={columns}
      filters={filters as Search}
      onFilters={(next) => onChange(next, sort)}
      sort={sort}
      onSort={(next) => onChange(filters, next)}
      onOpen={(one) => onOpen(one.id)}
      actions={actions}
      card={(one) => (
        <>
          <strong>
            {one.objector.unit?.name ?? secret} → {one.respondent.unit?.name ?? secret}
          </strong>
          <small>
            <span>{state(one)}</span>
            <span>{due(one)}</span>
          </small>
          <small>
            <span>{one.reason}</span>
          </small>
        </>
      )}
      bar={
        <FilterBar
          tools={<ExportButton list="claim_objections" filters={filters as Search} sort={sort} />}
          filters={filters as Search}
          onChange={(next) => onChange(next, sort)}
        >
          <ChoiceFilter name="state" title={ObjectionViewTitles.state} words={ObjectionStateWords} />
          <ChoiceFilter
            single
            name="overdue"
            title={t('claims.objection.overdueTitle')}
            words={{ true: t('claims.objection.overdue.true'), false: t('claims.objection.overdue.false') }}
          />
        </FilterBar>
      }
      empty={<p>{t('claims.objection.none')}</p>}
    />
  )
}

export function ObjectionDetail({ id, go: Go, onBack }: { id: number; go: Go; onBack: () => void }) {
  const { t } = useTranslation()
  const objection = useQuery(objectionQuery(id))
  const [ruling, setRuling] = useState(false)
  useTitle(t('claims.objection.title'))
  const view = objection.data?.data
  if (objection.error && !view) {
    return (
      <div className="claim">
        <ProblemAlert error={objection.error} title={t('state.loadFailed')} onRetry={() => void objection.refetch()} />
        <p>
          <Button onClick={onBack}>{t('claims.back')}</Button>
        </p>
      </div>
    )
  }
  if (!view) return <Skeleton active className="claim" paragraph={{ rows: 8 }} />
  const secret = t('claims.objection.secret')
  const party = (role: string, one: ObjectionView['objector']) => ({
    key: role,
    cells: [
      role,
      one.unit?.name ?? secret,
      {
        text: one.claim_id ? (
          <Go to="claim" id={one.claim_id}>
            {one.number}
          </Go>
        ) : (
          secret
        ),
      },
      date(one.first_contact_on),
      date(one.registered_on),
      { text: <StateTag state={one.state} /> },
    ],
  })
  return (
    <article className="claim" aria-busy={objection.isFetching}>
      <header className="claim-head">
        <div className="claim-name">
          <h1>{t('claims.detail.objectedBy', { unit: view.objector.unit?.name ?? secret, on: view.filed_on })}</h1>
          <span className="mark">{ObjectionStateWords[view.state]}</span>
          <div className="claim-acts">
            {view.can.includes('claim.rule') ? (
              <Button type="primary" onClick={() => setRuling(true)}>
                {t('claims.act.rule')}
              </Button>
            ) : null}
            <Button onClick={onBack}>{t('claims.back')}</Button>
          </div>
        </div>
      </header>
      <Panel title={t('claims.objection.parties')}>
        <RowsTable
          caption={t('claims.objection.parties')}
          head={[
            { title: t('claims.objection.party') },
            { title: ObjectionPartyTitles.unit },
            { title: ObjectionPartyTitles.number },
            { title: ObjectionPartyTitles.first_contact_on },
            { title: ObjectionPartyTitles.registered_on },
            { title: ObjectionPartyTitles.state },
          ]}
          rows={[party(t('claims.objection.objector'), view.objector), party(t('claims.objection.respondent'), view.respondent)]}
        />
      </Panel>
      <Panel title={t('claims.detail.objections')}>
        <Facts
          facts={[
            [
              t('claims.objection.ruleBy'),
              view.overdue ? `${view.rule_by_on}（${t('claims.daysOver', { n: -daysTo(view.rule_by_on) })}）` : view.rule_by_on,
            ],
            [ObjectionViewTitles.filed_on, view.filed_on],
            [ObjectionViewTitles.reason, view.reason, true],
            [ObjectionViewTitles.proof, <ProofFiles key="proof" files={view.proof} none={t('claims.detail.noProof')} />, true],
            ...(view.ruling
              ? ([
                  [ObjectionViewTitles.ruling, RulingWords[view.ruling]],
                  [ObjectionViewTitles.ruled_at, instant(view.ruled_at)],
                  [ObjectionViewTitles.ruling_reason, view.ruling_reason ?? '—', true],
                ] as const)
              : []),
            ...(view.shares.length > 0
              ? [
                  [
                    ObjectionViewTitles.shares,
                    view.shares.map((share) => (
                      <p key={share.unit_id}>
                        {t('claims.objection.share', {
                          unit: share.unit_name,
                          percent: share.share_percent,
                          reason: share.reason,
                        })}
                      </p>
                    )),
                    true,
                  ] as const,
                ]
              : []),
          ]}
        />
      </Panel>
      {ruling ? <RulingForm objection={view} etag={objection.data?.etag ?? ''} onClose={() => setRuling(false)} /> : null}
    </article>
  )
}
