/** Targets of a year, unit by unit, with what is done; the bureau sets and changes them here. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Select from 'antd/es/select'
import Skeleton from 'antd/es/skeleton'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IndicatorWords } from '@/api/labels'
import { today } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import { DateInput } from '@/shared/form/date-input'
import { useNarrow } from '@/shared/narrow'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { type Indicator, type ProgressTable, progressQuery, type Target, targetsQuery } from './api'
import { Bars, Chart, Charts } from './chart'
import { placeOf } from './opens'
import '@/shared/list/list.css'
import '@/shared/ui/plain-table.css'
import './reports.css'
import { percent } from './shown'
import { TargetDialog } from './target-dialog'
import { Facts, type Line, Lines } from './target-table'

type Props = { search: Search; onChange: (search: Search) => void; title: string; mayAdd: boolean }

/** Years to choose from: this one, the next, and as far back as reports are asked for. */
const yearsOf = (now: number): number[] => Array.from({ length: 8 }, (_, i) => now + 1 - i)

export function Targets({ search, onChange, title, mayAdd }: Props) {
  const { t } = useTranslation()
  useTitle(title)
  const now = Number(today().slice(0, 4))
  const given = search['indicator'] ?? ''
  const indicator = (given in IndicatorWords ? given : 'funds_outside_city') as Indicator
  // the day decides the year; without one the year stands in the address
  const year = Number(search['through']?.slice(0, 4) ?? search['year'] ?? now)
  const through = search['through'] ?? (year < now ? `${year}-12-31` : undefined)
  const ahead = year > now
  const progress = useQuery({ ...progressQuery(indicator, through ? { through } : {}), enabled: !ahead })
  const targets = useQuery(targetsQuery(year, indicator))
  const [editing, setEditing] = useState<{ unit: number | null; name: string } | null>(null)
  const put = (name: string, value: string | undefined) => {
    const { [name]: _, ...rest } = search
    onChange(value ? { ...rest, [name]: value } : rest)
  }
  const failed = [progress, targets].find((query) => query.error)
  const table = progress.data
  return (
    <div className="report">
      <header className="page-head">
        <h1>{title}</h1>
        <span className="asof">{table && !ahead ? t('reports.period', { from: table.from, through: table.through }) : null}</span>
        {mayAdd ? (
          <div className="page-actions">
            <Button type="primary" onClick={() => setEditing({ unit: null, name: '' })}>
              {t('reports.targets.add')}
            </Button>
          </div>
        ) : null}
      </header>
      <search role="search" className="filters">
        <Select
          className="filter-choice"
          aria-label={t('reports.targets.year')}
          value={year}
          options={yearsOf(now).map((value) => ({ value, label: t('reports.targets.yearOf', { year: value }) }))}
          onChange={(value: number) => onChange({ ...(given ? { indicator: given } : {}), year: String(value) })}
        />
        <Select
          className="filter-choice"
          aria-label={t('reports.targets.indicator')}
          value={indicator}
          options={Object.entries(IndicatorWords).map(([value, label]) => ({ value, label }))}
          onChange={(value: string) => put('indicator', value)}
        />
        <DateInput
          className="filter-choice"
          aria-label={t('reports.targets.through')}
          placeholder={t('reports.targets.through')}
          value={search['through'] ?? null}
          onChange={(on) => put('through', on ?? undefined)}
        />
      </search>
      {failed ? <ProblemAlert error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {targets.data && (table || ahead) ? (
        <Body
          year={year}
          table={ahead ? undefined : table}
          money={!indicator.endsWith('_count')}
          targets={targets.data.items}
          mayAdd={mayAdd}
          onEdit={(unit, name) => setEditing({ unit, name })}
        />
      ) : failed ? null : (
        <Skeleton active paragraph={{ rows: 8 }} />
      )}
      {editing ? (
        <TargetDialog
          year={year}
          indicator={indicator}
          unitId={editing.unit}
          unitName={editing.name}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </div>
  )
}

type BodyProps = {
  year: number
  table: ProgressTable | undefined
  money: boolean
  targets: readonly Target[]
  mayAdd: boolean
  onEdit: (unit: number, name: string) => void
}

function Body({ year, table, money, targets, mayAdd, onEdit }: BodyProps) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const of = new Map(targets.map((target) => [target.unit_id, target]))
  const lines: Line[] = table
    ? table.rows.map((row) => ({
        key: row.unit_id ?? row.unit_name,
        unit: row.unit_name,
        row,
        target: row.unit_id == null ? undefined : of.get(row.unit_id),
      }))
    : targets.map((target) => ({ key: target.unit_id, unit: target.unit_name ?? '', row: undefined, target }))
  if (lines.length === 0) {
    return <p className="nothing">{t('reports.targets.empty', { year })}</p>
  }
  const edit = (line: Line): ReactNode => {
    const may = line.target ? (line.target.can ?? []).includes('target.edit') : mayAdd
    if (!may || typeof line.key !== 'number') return null
    const id = line.key
    return (
      <Button
        size="small"
        type="link"
        aria-label={t('reports.targets.editOf', { unit: line.unit })}
        onClick={() => onEdit(id, line.unit)}
      >
        {t('reports.targets.edit')}
      </Button>
    )
  }
  return (
    <Charts className="report">
      {table ? <Completed table={table} /> : null}
      <section className="chart" aria-label={t('reports.targets.target')}>
        {narrow ? (
          <ul className="rate-cards">
            {lines.map((line) => (
              <li key={line.key}>
                <div className="head">
                  <span className="rate-name">{line.unit}</span>
                  <span className="rate-percent">{percent(line.row?.completion_percent)}</span>
                </div>
                <Facts line={line} money={money} />
                {edit(line)}
              </li>
            ))}
          </ul>
        ) : (
          <Lines lines={lines} table={table} money={money} edit={edit} />
        )}
        {table ? (
          <p className="chart-note">
            {t('reports.rates.share', { percent: percent(table.year_share_percent), how: table.year_share })}
          </p>
        ) : null}
      </section>
      {table ? <p className="basis">{t('reports.basis', { text: table.basis })}</p> : null}
    </Charts>
  )
}

function Completed({ table }: { table: ProgressTable }) {
  const { t } = useTranslation()
  const rows = table.rows.filter((row) => row.completion_percent != null)
  if (rows.length === 0) return null
  const share = percent(table.year_share_percent)
  const bars = rows.map((row) => ({
    key: row.unit_id ?? row.unit_name,
    label: row.unit_name,
    value: row.completion_percent ?? 0,
    shown: percent(row.completion_percent),
    to: placeOf(row.done.href),
  }))
  const list = bars.map((bar) => bar.label + bar.shown).join(t('reports.join'))
  return (
    <Chart
      title={t('reports.targets.completion')}
      table={{
        head: [{ title: t('reports.unit') }, { title: t('reports.targets.completion'), numeric: true }],
        rows: bars.map((bar) => ({ key: bar.key, cells: [bar.label, { text: bar.shown, to: bar.to }] })),
      }}
    >
      <Bars
        sentence={t('reports.dashboard.completionSentence', { share, list })}
        bars={bars}
        full={Math.max(100, ...bars.map((bar) => bar.value))}
        line={{ at: table.year_share_percent, label: t('reports.dashboard.paceLine', { text: share }) }}
      />
    </Chart>
  )
}
