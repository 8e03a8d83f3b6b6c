/**
 * The month's reports in one grid: last month's values beside this month's, nothing changed with one key a row, handed in
 * together. What is typed stays on this machine until it is sent.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MonthlyReportTitles, MonthlyRowStateWords } from '@/api/labels'
import type { Search } from '@/shared/filters'
import { dropDraft, keepDraft, useDraft } from '@/shared/form/drafts'
import { ChoiceFilter, FilterBar, UnitFilter } from '@/shared/list/filter-bar'
import { ExportButton } from '@/shared/ui/export'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { monthlyQuery, PER_PAGE, periodQuery, type Report, written } from './api'
import { AuditBar } from './audit-bar'
import { type Edit, type Edits, editOf, isOpen, type Typed } from './edits'
import { MonthHead } from './month-head'
import { MonthlyRow } from './monthly-row'
import { KeptBar, SendBar } from './send-bar'
import '@/shared/list/list.css'
import '@/shared/ui/plain-table.css'
import './progress.css'

type Props = {
  month: string
  filters: Search
  onChange: (month: string, filters: Search) => void
  onPrint: () => void
  /** Leads to the project's own page. */
  project: (row: Report) => ReactNode
}

export function Monthly({ month, filters, onChange, onPrint, project }: Props) {
  const { t } = useTranslation()
  useTitle(t('menu.monthlyReports'))
  const list = useQuery(monthlyQuery(month, filters))
  const period = useQuery(periodQuery(month, filters))
  const rows = list.data?.items ?? []
  return (
    <div className="monthly">
      <MonthHead month={month} period={period.data} onMonth={(next) => onChange(next, filters)} />
      <FilterBar
        filters={filters}
        onChange={(next) => onChange(month, next)}
        tools={
          <>
            <Button onClick={onPrint}>{t('paper.print')}</Button>
            <ExportButton list="monthly_reports" filters={{ ...filters, month }} />
          </>
        }
      >
        <UnitFilter name="unit_id" title={MonthlyReportTitles.unit_name} />
        <ChoiceFilter name="state" title={MonthlyReportTitles.state} words={MonthlyRowStateWords} />
      </FilterBar>
      {period.error ? <ProblemAlert error={period.error} onRetry={() => void period.refetch()} /> : null}
      {list.error ? (
        <ProblemAlert error={list.error} title={t('state.loadFailed')} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton active paragraph={{ rows: 8 }} />
      ) : rows.length === 0 ? (
        <p className="nothing" role="status">
          {Object.keys(filters).length > 0 ? t('progress.noneFiltered') : t('progress.none')}
        </p>
      ) : (
        <Grid key={month} month={month} rows={rows} project={project} />
      )}
      {list.data && list.data.total > PER_PAGE ? (
        <p className="grid-end">{t('progress.moreRows', { n: list.data.total - rows.length })}</p>
      ) : null}
    </div>
  )
}

type GridProps = { month: string; rows: readonly Report[]; project: Props['project'] }

function Grid({ month, rows, project }: GridProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [edits, setEdits] = useState<Edits>({})
  const [failures, setFailures] = useState<Readonly<Record<number, unknown>>>({})
  const [busy, setBusy] = useState(false)
  const body = useRef<HTMLTableSectionElement>(null)
  const name = `monthly-${month}`
  const { kept, seen } = useDraft<Record<number, Edit>>(name)
  const filled = Object.keys(edits).length
  useEffect(() => {
    if (filled > 0) keepDraft(name, edits, '', {})
  }, [name, edits, filled])
  useEffect(() => {
    body.current?.querySelector<HTMLElement>('input[type=checkbox]:not(:disabled)')?.focus()
  }, [])

  const change = (row: Report, next: Partial<Edit>) =>
    setEdits((all) => ({ ...all, [row.project_id]: { ...(all[row.project_id] ?? editOf(row)), ...next } }))
  const drop = (ids: readonly number[]) => {
    setEdits((all) => Object.fromEntries(Object.entries(all).filter(([id]) => !ids.includes(Number(id)))))
    setFailures((all) => Object.fromEntries(Object.entries(all).filter(([id]) => !ids.includes(Number(id)))))
  }
  const of = (row: Report): Edit => edits[row.project_id] ?? editOf(row)
  /** The value of the row above, as in a spreadsheet. */
  const fillDown = (at: number, field: Typed) => {
    const [row, above] = [rows[at], rows[at - 1]]
    if (row && above && isOpen(row)) change(row, { [field]: of(above)[field], unchanged: false })
  }
  const allUnchanged = () => {
    const open = rows.filter((row) => isOpen(row) && row.last && row.state === 'none' && !edits[row.project_id])
    for (const row of open) change(row, { unchanged: true })
  }
  const done = async (ids: readonly number[]) => {
    drop(ids)
    if (ids.length >= filled) void dropDraft(name)
    await written(queries)
  }
  return (
    <>
      {kept && filled === 0 ? (
        <KeptBar
          at={kept.at}
          onUse={() => {
            setEdits(kept.values as Edits)
            seen()
          }}
          onDrop={() => {
            void dropDraft(name)
            seen()
          }}
        />
      ) : null}
      <AuditBar month={month} rows={rows} />
      <div className="table-scroll">
        <table className="plain-table monthly-grid">
          <thead>
            <tr>
              <th scope="col">{t('progress.unchanged')}</th>
              <th scope="col">{MonthlyReportTitles.project_name}</th>
              <th scope="col">{t('progress.lastMonth')}</th>
              <th scope="col">{t('progress.inWan', { title: MonthlyReportTitles.invested_month_yuan })}</th>
              <th scope="col">{MonthlyReportTitles.image_progress}</th>
              <th scope="col">{t('progress.problemsAndPlan')}</th>
              <th scope="col">{MonthlyReportTitles.state}</th>
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row, at) => (
              <MonthlyRow
                key={row.project_id}
                row={row}
                edit={of(row)}
                touched={row.project_id in edits}
                failure={failures[row.project_id]}
                disabled={busy || !isOpen(row)}
                project={project(row)}
                onChange={(next) => change(row, next)}
                onFillDown={(field) => fillDown(at, field)}
                onDrop={() => drop([row.project_id])}
              />
            ))}
          </tbody>
        </table>
      </div>
      <SendBar
        month={month}
        rows={rows}
        edits={edits}
        busy={busy}
        onBusy={setBusy}
        onFailures={setFailures}
        onAllUnchanged={allUnchanged}
        onDone={done}
      />
    </>
  )
}
