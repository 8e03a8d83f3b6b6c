/** Slips of the city or the own unit: by level, with their clock and who issued them. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SlipBasisWords, SlipItemTitles, SlipKindWords, SlipStateWords, SlipTitles } from '@/api/labels'
import { date, instant } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, DaysFilter, FilterBar, PersonFilter, TextFilter, UnitFilter } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ExportButton } from '@/shared/ui/export'
import { fetchSlips, type SlipItem, slipKeys, slipSums } from './api'
import type { SlipFilters } from './filters'
import { clockOf, Level } from './level'
import './supervision.css'

const IssueForm = lazy(() => import('./issue').then((m) => ({ default: m.IssueForm })))

type Props = {
  filters: SlipFilters
  sort: string | undefined
  onChange: (filters: SlipFilters, sort: string | undefined) => void
  onOpen: (id: number) => void
  mayIssue: boolean
}

const MORE = ['unit_id', 'basis', 'person_id', 'issued_by', 'due_on.gte', 'due_on.lt']

export function Slips({ filters, sort, onChange, onOpen, mayIssue }: Props) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const [issuing, setIssuing] = useState(false)
  const sums = useQuery(slipSums(filters))
  const columns = useMemo<Column<SlipItem>[]>(() => {
    const all: Column<SlipItem>[] = [
      { key: 'number', title: SlipTitles.number, width: 136, pinned: true, sort: 'number', text: (one) => one.number },
      {
        key: 'kind',
        title: SlipTitles.kind,
        width: 128,
        pinned: true,
        text: (one) => SlipKindWords[one.kind],
        render: (one) => <Level slip={one} />,
      },
      { key: 'matter', title: SlipTitles.matter, width: 280, text: (one) => one.matter },
      { key: 'project_name', title: SlipItemTitles.project_name, width: 220, text: (one) => one.project_name ?? '—' },
      { key: 'clock', title: t('supervision.clock'), width: 128, text: clockOf, render: Clock },
      { key: 'due_on', title: SlipTitles.due_on, width: 104, sort: 'due_on', text: (one) => date(one.due_on) },
      { key: 'state', title: SlipTitles.state, width: 112, text: (one) => SlipStateWords[one.state] },
      { key: 'unit_name', title: t('supervision.unit'), width: 136, text: (one) => one.unit_name },
      { key: 'person_name', title: t('supervision.person'), width: 84, text: (one) => one.person_name ?? '—' },
      { key: 'issuer_name', title: t('supervision.issuer'), width: 84, text: (one) => one.issuer_name },
      {
        key: 'issued_at',
        title: SlipTitles.issued_at,
        width: 144,
        sort: 'issued_at',
        text: (one) => instant(one.issued_at),
      },
    ]
    return scaled(all, scale)
  }, [t, scale])
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchSlips(filters, sort, page, perPage, signal),
    [filters, sort],
  )
  const issue: ReactNode = mayIssue ? (
    <Button type="primary" onClick={() => setIssuing(true)}>
      {t('supervision.issue')}
    </Button>
  ) : null
  const groups = sums.data?.by_kind ?? []
  const sum = (field: 'open' | 'overdue' | 'answered') => groups.reduce((all, one) => all + one[field], 0)
  return (
    <>
      <ListPage<SlipItem>
        title={t('menu.slips')}
        queryKey={slipKeys.list(filters, sort)}
        fetchPage={fetchPage}
        rowKey={(one) => one.id}
        columns={columns}
        filters={filters as Search}
        onFilters={(next) => onChange(next, sort)}
        sort={sort}
        onSort={(next) => onChange(filters, next)}
        onOpen={(one) => onOpen(one.id)}
        cardHeight={116}
        card={(one) => (
          <>
            <strong>{one.matter}</strong>
            <small>
              <Level slip={one} />
              <span>{SlipStateWords[one.state]}</span>
              <Clock {...one} />
            </small>
            <small>
              <span className="slip-line">{one.project_name ?? one.number}</span>
            </small>
            <small>
              <span>{one.unit_name}</span>
              <span>{one.person_name ?? ''}</span>
            </small>
          </>
        )}
        bar={
          <FilterBar
            filters={filters as Search}
            onChange={(next) => onChange(next, sort)}
            tools={<ExportButton list="slips" filters={filters as Search} sort={sort} />}
            moreNames={MORE}
            more={
              <>
                <UnitFilter name="unit_id" title={t('supervision.unit')} />
                <ChoiceFilter name="basis" title={SlipTitles.basis} words={SlipBasisWords} />
                <PersonFilter name="person_id" title={t('supervision.person')} />
                <PersonFilter name="issued_by" title={t('supervision.issuer')} />
                <DaysFilter name="due_on" title={SlipTitles.due_on} />
              </>
            }
          >
            <TextFilter title={t('supervision.search')} />
            <ChoiceFilter name="kind" title={SlipTitles.kind} words={SlipKindWords} />
            <ChoiceFilter name="state" title={SlipTitles.state} words={SlipStateWords} />
            <ChoiceFilter name="overdue" title={t('supervision.late')} words={{ true: t('supervision.onlyLate') }} single />
          </FilterBar>
        }
        actions={issue}
        notice={
          sums.data && sums.data.total > 0 ? (
            <p className="slip-sums">
              {t('supervision.groups', { open: sum('open'), overdue: sum('overdue'), answered: sum('answered') })}
            </p>
          ) : null
        }
        empty={
          <>
            <p>{t('supervision.none')}</p>
            {issue}
          </>
        }
      />
      <Suspense fallback={null}>{issuing ? <IssueForm onClose={() => setIssuing(false)} /> : null}</Suspense>
    </>
  )
}

function Clock(slip: SlipItem) {
  return <span className={slip.overdue_days > 0 ? 'slip-late' : undefined}>{clockOf(slip)}</span>
}
