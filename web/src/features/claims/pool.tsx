/** The shared pool: investors that a unit gave up, for others to pick up. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { PoolItemTitles } from '@/api/labels'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { FilterBar, TextFilter } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ExportButton } from '@/shared/ui/export'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { fetchPool, type PoolItem, poolQuery } from './api'
import type { PoolFilters } from './filters'
import './claims.css'
import { Facts, type Go, Panel } from './parts'
import { PickUpForm } from './transfer-forms'

type ListProps = {
  filters: PoolFilters
  sort: string | undefined
  onChange: (filters: PoolFilters, sort: string | undefined) => void
  onOpen: (id: number) => void
  actions?: ReactNode
}

export function Pool({ filters, sort, onChange, onOpen, actions }: ListProps) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchPool(filters, sort, { page, perPage, signal }),
    [filters, sort],
  )
  const columns = useMemo<Column<PoolItem>[]>(
    () =>
      scaled(
        [
          { key: 'number', title: PoolItemTitles.number, width: 128, pinned: true, text: (one) => one.number },
          { key: 'investor', title: PoolItemTitles.investor, width: 264, pinned: true, text: (one) => one.investor },
          { key: 'direction', title: PoolItemTitles.direction, width: 344, text: (one) => one.direction },
          { key: 'chain', title: PoolItemTitles.chain, width: 128, text: (one) => one.chain || '—' },
          { key: 'since_on', title: PoolItemTitles.since_on, width: 128, sort: 'ended_on', text: (one) => one.since_on },
          { key: 'from', title: PoolItemTitles.from_unit, width: 176, text: (one) => one.from_unit?.name ?? '—' },
        ],
        scale,
      ),
    [scale],
  )
  return (
    <ListPage<PoolItem>
      title={t('claims.pool')}
      queryKey={['claims', 'pool', filters, sort]}
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
          <strong>{one.investor}</strong>
          <small>
            <span>{one.direction}</span>
          </small>
          <small>
            <span>{one.chain}</span>
            <span>{one.since_on}</span>
          </small>
        </>
      )}
      bar={
        <FilterBar
          tools={<ExportButton list="pool" filters={filters as Search} sort={sort} />}
          filters={filters as Search}
          onChange={(next) => onChange(next, sort)}
        >
          <TextFilter name="chain" title={PoolItemTitles.chain} />
        </FilterBar>
      }
      empty={<p>{t('claims.pooled.none')}</p>}
    />
  )
}

type Props = { id: number; go: Go; onBack: () => void; onPicked: (claim: number) => void }

export function PoolDetail({ id, go: Go, onBack, onPicked }: Props) {
  const { t } = useTranslation()
  const item = useQuery(poolQuery(id))
  const [picking, setPicking] = useState(false)
  const view = item.data?.data
  useTitle(view?.investor ?? t('claims.pool'))
  if (item.error) {
    const gone = item.error instanceof ApiError && item.error.status === 404
    return (
      <div className="claim">
        {gone ? (
          <p className="nothing" role="status">
            {t('claims.pooled.gone')}
          </p>
        ) : (
          <ProblemAlert error={item.error} title={t('state.loadFailed')} onRetry={() => void item.refetch()} />
        )}
        <p>
          <Button onClick={onBack}>{t('claims.back')}</Button>
        </p>
      </div>
    )
  }
  if (!view) return <Skeleton active className="claim" paragraph={{ rows: 6 }} />
  return (
    <article className="claim" aria-busy={item.isFetching}>
      <header className="claim-head">
        <div className="claim-name">
          <h1>{view.investor}</h1>
          <div className="claim-acts">
            {view.can.includes('claim.pick_up') ? (
              <Button type="primary" onClick={() => setPicking(true)}>
                {t('claims.act.pickUp')}
              </Button>
            ) : null}
            <Button onClick={onBack}>{t('claims.back')}</Button>
          </div>
        </div>
      </header>
      <Panel title={t('claims.pool')}>
        <Facts
          facts={[
            [PoolItemTitles.number, view.number],
            [PoolItemTitles.since_on, view.since_on],
            [PoolItemTitles.direction, view.direction, true],
            [PoolItemTitles.chain, view.chain || '—'],
            ...(view.from_unit ? [[PoolItemTitles.from_unit, view.from_unit.name] as const] : []),
            ...(view.person ? [[PoolItemTitles.person, view.person.name] as const] : []),
            ...(view.reason ? [[PoolItemTitles.reason, view.reason, true] as const] : []),
            ...(view.project
              ? [
                  [
                    PoolItemTitles.project,
                    <Go key="project" to="project" id={view.project.id}>
                      {view.project.number} {view.project.name}
                    </Go>,
                    true,
                  ] as const,
                ]
              : []),
          ]}
        />
      </Panel>
      {picking ? <PickUpForm item={view} onPicked={onPicked} onClose={() => setPicking(false)} /> : null}
    </article>
  )
}
