/** Transfers between units: what waits for an answer, and one transfer with what was asked and answered. */
import { useQuery } from '@tanstack/react-query'
import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AskStateWords, AskViewTitles, TransferStateWords, TransferViewTitles } from '@/api/labels'
import { instant } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, FilterBar } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ExportButton } from '@/shared/ui/export'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { claimQuery, fetchTransfers, type TransferView, transferQuery } from './api'
import type { TransferFilters } from './filters'
import './claims.css'
import { Facts, type Go, Panel, RowsTable } from './parts'
import { AcceptForm, DeclineForm, EndForm, ResetForm } from './transfer-forms'

type ListProps = {
  filters: TransferFilters
  onChange: (filters: TransferFilters) => void
  onOpen: (id: number) => void
  actions?: ReactNode
}

const asked = (one: TransferView) => one.asks.map((ask) => `${ask.unit.name}（${AskStateWords[ask.state]}）`).join('、')

export function TransferList({ filters, onChange, onOpen, actions }: ListProps) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchTransfers(filters, { page, perPage, signal }),
    [filters],
  )
  const columns = useMemo<Column<TransferView>[]>(
    () =>
      scaled(
        [
          {
            key: 'claim_number',
            title: TransferViewTitles.claim_number,
            width: 128,
            pinned: true,
            text: (one) => one.claim_number,
          },
          { key: 'investor', title: TransferViewTitles.investor, width: 224, pinned: true, text: (one) => one.investor },
          { key: 'state', title: TransferViewTitles.state, width: 80, text: (one) => TransferStateWords[one.state] },
          { key: 'from', title: TransferViewTitles.from_unit, width: 168, text: (one) => one.from_unit.name },
          { key: 'asks', title: t('claims.transfer.asked'), width: 264, text: asked },
          { key: 'direction', title: TransferViewTitles.direction, width: 200, text: (one) => one.direction },
          { key: 'reason', title: TransferViewTitles.reason, width: 240, text: (one) => one.reason },
          { key: 'asked_at', title: TransferViewTitles.asked_at, width: 136, text: (one) => instant(one.asked_at) },
        ],
        scale,
      ),
    [t, scale],
  )
  return (
    <ListPage<TransferView>
      title={t('claims.transfer.list')}
      queryKey={['claims', 'transfers', filters]}
      fetchPage={fetchPage}
      rowKey={(one) => one.id}
      columns={columns}
      filters={filters as Search}
      onFilters={onChange}
      onOpen={(one) => onOpen(one.id)}
      actions={actions}
      card={(one) => (
        <>
          <strong>{one.investor}</strong>
          <small>
            <span className="mark">{TransferStateWords[one.state]}</span>
            <span>{one.from_unit.name}</span>
          </small>
          <small>
            <span>{asked(one)}</span>
          </small>
        </>
      )}
      bar={
        <FilterBar
          tools={<ExportButton list="claim_transfers" filters={filters as Search} />}
          filters={filters as Search}
          onChange={onChange}
        >
          <ChoiceFilter name="state" title={TransferViewTitles.state} words={TransferStateWords} />
          <ChoiceFilter
            single
            name="asked_of_me"
            title={t('claims.transfer.mineTitle')}
            words={{ true: t('claims.transfer.mine.true'), false: t('claims.transfer.mine.false') }}
          />
        </FilterBar>
      }
      empty={<p>{t('claims.transfer.none')}</p>}
    />
  )
}

type Opened = 'accept' | 'decline' | 'reset' | 'end'

export function TransferDetail({ id, go: Go, onBack }: { id: number; go: Go; onBack: () => void }) {
  const { t } = useTranslation()
  const transfer = useQuery(transferQuery(id))
  const view = transfer.data?.data
  const may = (action: string) => view?.can.includes(action) === true
  // only the side that gives sees the claim itself
  const given = useQuery({ ...claimQuery(view?.claim_id ?? 0), enabled: view !== undefined, retry: false })
  const [opened, setOpened] = useState<Opened | null>(null)
  useTitle(view ? `${view.claim_number} ${view.investor}` : t('claims.transfer.list'))
  if (transfer.error && !view) {
    return (
      <div className="claim">
        <ProblemAlert error={transfer.error} title={t('state.loadFailed')} onRetry={() => void transfer.refetch()} />
        <p>
          <Button onClick={onBack}>{t('claims.back')}</Button>
        </p>
      </div>
    )
  }
  if (!view) return <Skeleton active className="claim" paragraph={{ rows: 8 }} />
  const etag = transfer.data?.etag ?? ''
  const close = () => setOpened(null)
  return (
    <article className="claim" aria-busy={transfer.isFetching}>
      <header className="claim-head">
        <div className="claim-name">
          <h1>{view.investor}</h1>
          <span className="mark">{TransferStateWords[view.state]}</span>
          <div className="claim-acts">
            {may('claim.accept') ? (
              <Button type="primary" onClick={() => setOpened('accept')}>
                {t('claims.act.accept')}
              </Button>
            ) : null}
            {may('claim.decline') ? <Button onClick={() => setOpened('decline')}>{t('claims.act.decline')}</Button> : null}
            {may('claim.transfer') ? <Button onClick={() => setOpened('reset')}>{t('claims.act.reset')}</Button> : null}
            {may('claim.withdraw') ? <Button onClick={() => setOpened('end')}>{t('claims.act.end')}</Button> : null}
            <Button onClick={onBack}>{t('claims.back')}</Button>
          </div>
        </div>
      </header>
      {may('claim.accept') ? <Alert type="info" showIcon title={t('claims.transfer.waits')} /> : null}
      <Panel title={t('claims.transfer.list')}>
        <Facts
          facts={[
            [TransferViewTitles.direction, view.direction, true],
            [TransferViewTitles.from_unit, view.from_unit.name],
            [TransferViewTitles.first_contact_on, view.first_contact_on],
            [TransferViewTitles.chain, view.chain || '—'],
            [TransferViewTitles.asked_at, instant(view.asked_at)],
            [TransferViewTitles.reason, view.reason, true],
            [TransferViewTitles.duties, view.duties || '—', true],
            [
              t('claims.transfer.claim'),
              given.data ? (
                <Go key="claim" to="claim" id={view.claim_id}>
                  {view.claim_number}
                </Go>
              ) : (
                view.claim_number
              ),
            ],
            ...(view.new_claim_id
              ? [
                  [
                    t('claims.transfer.newClaim'),
                    <Go key="new" to="claim" id={view.new_claim_id}>
                      {t('claims.detail.open')}
                    </Go>,
                  ] as const,
                ]
              : []),
            ...(view.closed_at
              ? [[t('claims.detail.ended'), `${instant(view.closed_at)}　${view.close_note ?? ''}`, true] as const]
              : []),
          ]}
        />
      </Panel>
      <Panel title={t('claims.transfer.asked')}>
        <RowsTable
          caption={t('claims.transfer.asked')}
          head={[
            { title: AskViewTitles.unit },
            { title: AskViewTitles.state },
            { title: AskViewTitles.opinion },
            { title: AskViewTitles.asked_at },
            { title: AskViewTitles.answered_at },
          ]}
          rows={view.asks.map((ask) => ({
            key: `${ask.unit.id} ${ask.asked_at}`,
            cells: [ask.unit.name, AskStateWords[ask.state], ask.opinion ?? '—', instant(ask.asked_at), instant(ask.answered_at)],
          }))}
        />
      </Panel>
      {opened === 'accept' ? <AcceptForm transfer={view} etag={etag} onClose={close} /> : null}
      {opened === 'decline' ? <DeclineForm transfer={view} etag={etag} onClose={close} /> : null}
      {opened === 'reset' ? <ResetForm transfer={view} etag={etag} onClose={close} /> : null}
      {opened === 'end' ? <EndForm transfer={view} etag={etag} onClose={close} /> : null}
    </article>
  )
}
