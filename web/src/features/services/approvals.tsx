/** Procedures of all projects: whose window, promised and used days, which are late. */
import { useQuery } from '@tanstack/react-query'
import Modal from 'antd/es/modal'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApprovalItemTitles, ApprovalStateWords } from '@/api/labels'
import { date } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, FilterBar, UnitFilter } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ExportButton } from '@/shared/ui/export'
import { type Approval, approvalQuery, fetchApprovals, serviceKeys } from './api'
import { ApprovalSheet, useDays } from './approval'
import { Due } from './due'
import type { ApprovalFilters } from './filters'
import './services.css'

type Props = {
  filters: ApprovalFilters
  sort: string | undefined
  onChange: (filters: ApprovalFilters, sort: string | undefined) => void
}

export function Approvals({ filters, sort, onChange }: Props) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const days = useDays()
  const [open, setOpen] = useState<Approval | null>(null)
  const columns = useMemo<Column<Approval>[]>(() => {
    const all: Column<Approval>[] = [
      { key: 'name', title: ApprovalItemTitles.name, width: 176, pinned: true, text: (one) => one.name },
      { key: 'project_name', title: t('services.project'), width: 260, pinned: true, text: (one) => one.project_name },
      { key: 'state', title: ApprovalItemTitles.state, width: 92, text: (one) => ApprovalStateWords[one.state] },
      {
        key: 'due_on',
        title: ApprovalItemTitles.due_on,
        width: 152,
        sort: 'due_on',
        text: (one) => date(one.due_on),
        render: (one) => <Due on={one.due_on} overdue={one.days_overdue} because={one.due_because} />,
      },
      { key: 'days', title: ApprovalItemTitles.promised_days, width: 168, text: days },
      { key: 'window_name', title: ApprovalItemTitles.window_name, width: 128, text: (one) => one.window_name ?? '—' },
      { key: 'unit_name', title: t('services.windowUnit'), width: 128, text: (one) => one.unit_name ?? '—' },
      {
        key: 'received_on',
        title: ApprovalItemTitles.received_on,
        width: 112,
        sort: 'received_on',
        text: (one) => date(one.received_on),
      },
      { key: 'finished_on', title: ApprovalItemTitles.finished_on, width: 112, text: (one) => date(one.finished_on) },
      { key: 'result_number', title: ApprovalItemTitles.result_number, width: 168, text: (one) => one.result_number ?? '—' },
    ]
    return scaled(all, scale)
  }, [t, scale, days])
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchApprovals(filters, sort, page, perPage, signal),
    [filters, sort],
  )
  return (
    <>
      <ListPage<Approval>
        title={t('menu.approvals')}
        queryKey={serviceKeys.approvals(filters, sort)}
        fetchPage={fetchPage}
        rowKey={(one) => one.id}
        columns={columns}
        filters={filters as Search}
        onFilters={(next) => onChange(next, sort)}
        sort={sort}
        onSort={(next) => onChange(filters, next)}
        onOpen={setOpen}
        cardHeight={96}
        card={(one) => (
          <>
            <strong>{one.name}</strong>
            <small>
              <span>{one.project_name}</span>
            </small>
            <small>
              <span>{ApprovalStateWords[one.state]}</span>
              <Due on={one.due_on} overdue={one.days_overdue} />
            </small>
          </>
        )}
        bar={
          <FilterBar
            filters={filters as Search}
            onChange={(next) => onChange(next, sort)}
            tools={<ExportButton list="approval_items" filters={filters as Search} sort={sort} />}
          >
            <ChoiceFilter name="state" title={ApprovalItemTitles.state} words={ApprovalStateWords} />
            <ChoiceFilter name="overdue" title={t('services.onTime')} words={{ true: t('services.onlyLate') }} single />
            <UnitFilter name="unit_id" title={t('services.windowUnit')} />
          </FilterBar>
        }
        empty={<p>{t('services.noApprovals')}</p>}
      />
      {open ? (
        <Modal open title={`${open.project_name} · ${open.name}`} footer={null} onCancel={() => setOpen(null)} width={640}>
          <Shown item={open} />
        </Modal>
      ) : null}
    </>
  )
}

/** The row as it is now: after an act it is asked anew. */
function Shown({ item }: { item: Approval }) {
  const now = useQuery(approvalQuery(item.id))
  return <ApprovalSheet item={now.data ?? item} />
}
