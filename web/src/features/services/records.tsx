/** Services given, and what they came to: 零等待, 零距离, 零投诉 with the real numbers, each opening its list. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { type ComponentType, type ReactNode, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ServiceKindWords, ServiceRecordTitles } from '@/api/labels'
import { date, shortDate } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, DaysFilter, FilterBar, UnitFilter } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ExportButton } from '@/shared/ui/export'
import { ProblemAlert } from '@/shared/ui/problem'
import { type Figures, fetchGaps, fetchRecords, figuresQuery, type Gap, type ServiceRecord, serviceKeys } from './api'
import type { GapFilters, RecordFilters } from './filters'
import { RecordService } from './record'
import './services.css'

/** A link to a list at its address, as the API gives it. */
export type Open = ComponentType<{ href: string; children: ReactNode }>

type Props = {
  filters: RecordFilters
  sort: string | undefined
  onChange: (filters: RecordFilters, sort: string | undefined) => void
  onProject: (id: number) => void
  mayRecord: boolean
  open: Open
}

export function Records({ filters, sort, onChange, onProject, mayRecord, open }: Props) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const [recording, setRecording] = useState(false)
  const columns = useMemo<Column<ServiceRecord>[]>(() => {
    const all: Column<ServiceRecord>[] = [
      {
        key: 'happened_on',
        title: ServiceRecordTitles.happened_on,
        width: 112,
        pinned: true,
        sort: 'happened_on',
        text: (one) => date(one.happened_on),
      },
      {
        key: 'service',
        title: ServiceRecordTitles.service,
        width: 136,
        pinned: true,
        text: (one) => ServiceKindWords[one.service],
      },
      { key: 'project_name', title: t('services.project'), width: 260, text: (one) => one.project_name ?? '—' },
      { key: 'enterprise_name', title: t('services.enterprise'), width: 220, text: (one) => one.enterprise_name ?? '—' },
      { key: 'said', title: ServiceRecordTitles.said, width: 360, text: (one) => one.said },
      { key: 'unit_name', title: t('services.unit'), width: 128, text: (one) => one.unit_name },
      { key: 'created_by_name', title: t('services.person'), width: 148, text: (one) => one.created_by_name ?? '—' },
    ]
    return scaled(all, scale)
  }, [t, scale])
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchRecords(filters, sort, page, perPage, signal),
    [filters, sort],
  )
  const record: ReactNode = mayRecord ? (
    <Button type="primary" onClick={() => setRecording(true)}>
      {t('services.record')}
    </Button>
  ) : null
  return (
    <>
      <ListPage<ServiceRecord>
        title={t('menu.services')}
        queryKey={serviceKeys.records(filters, sort)}
        fetchPage={fetchPage}
        rowKey={(one) => one.id}
        columns={columns}
        filters={filters as Search}
        onFilters={(next) => onChange(next, sort)}
        sort={sort}
        onSort={(next) => onChange(filters, next)}
        onOpen={(one) => (one.project_id ? onProject(one.project_id) : undefined)}
        cardHeight={96}
        card={(one) => (
          <>
            <strong>{one.project_name ?? one.enterprise_name}</strong>
            <small>
              <span>{shortDate(one.happened_on)}</span>
              <span>{ServiceKindWords[one.service]}</span>
            </small>
            <small>
              <span>{one.said}</span>
            </small>
          </>
        )}
        bar={
          <FilterBar
            filters={filters as Search}
            onChange={(next) => onChange(next, sort)}
            tools={<ExportButton list="service_records" filters={filters as Search} sort={sort} />}
          >
            <ChoiceFilter name="service" title={ServiceRecordTitles.service} words={ServiceKindWords} />
            <UnitFilter name="unit_id" title={t('services.unit')} />
            <DaysFilter name="happened_on" ends={{ from: 'from_on', to: 'to_on' }} title={ServiceRecordTitles.happened_on} />
          </FilterBar>
        }
        actions={record}
        notice={<Strip filters={filters} open={open} />}
        empty={
          <>
            <p>{t('services.noRecords')}</p>
            {record}
          </>
        }
      />
      {recording ? <RecordService onClose={() => setRecording(false)} /> : null}
    </>
  )
}

function Strip({ filters, open: Open }: { filters: RecordFilters; open: Open }) {
  const { t } = useTranslation()
  const unit = Number(filters.unit_id ?? Number.NaN)
  const found = useQuery(
    figuresQuery({
      ...(filters.from_on ? { from_on: filters.from_on } : {}),
      ...(filters.to_on ? { to_on: filters.to_on } : {}),
      ...(Number.isSafeInteger(unit) ? { unit_id: unit } : {}),
    }),
  )
  if (found.error) return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
  const figures: Figures | undefined = found.data
  if (!figures) return <Skeleton active paragraph={{ rows: 2 }} title={false} />
  const counts = (title: string, all: Figures['no_distance'], more?: ReactNode) => (
    <section aria-label={title}>
      <h2>{title}</h2>
      <dl>
        {all.map((one) => (
          <div key={one.name}>
            <dt>{one.name}</dt>
            <dd>
              <Open href={one.href}>{one.count}</Open>{' '}
              {one.goal === null || one.goal === undefined ? null : <small>{t('services.goal', { n: one.goal })}</small>}
            </dd>
          </div>
        ))}
        {more}
      </dl>
    </section>
  )
  return (
    <section className="figure-strip" aria-label={t('services.figures')}>
      <section aria-label={t('services.noWaiting')}>
        <h2>{t('services.noWaiting')}</h2>
        <dl>
          {figures.no_waiting.map((one) => (
            <div key={one.name}>
              <dt>{one.name}</dt>
              <dd>
                <Open href={one.kept_href}>{t('services.of', { kept: one.kept, of: one.of })}</Open>{' '}
                {one.percent === null || one.percent === undefined ? '—' : `${one.percent}%`}{' '}
                {one.of > one.kept ? <Open href={one.late_href}>{t('services.lateCount', { n: one.of - one.kept })}</Open> : null}{' '}
                {one.median_working_days === null || one.median_working_days === undefined ? null : (
                  <small>{t('services.median', { n: one.median_working_days })}</small>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      {counts(t('services.noDistance'), figures.no_distance)}
      {counts(
        t('services.noComplaint'),
        figures.no_complaint,
        <div>
          <dt>{t('services.satisfaction')}</dt>
          <dd>
            {figures.satisfaction === null || figures.satisfaction === undefined
              ? '—'
              : t('services.satisfactionOf', { n: figures.satisfaction, rated: figures.rated })}
          </dd>
        </div>,
      )}
    </section>
  )
}

type GapProps = {
  filters: GapFilters
  onChange: (filters: GapFilters) => void
  onProject: (id: number) => void
}

/** Projects under way with which nobody kept in touch. */
export function Gaps({ filters, onChange, onProject }: GapProps) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const columns = useMemo<Column<Gap>[]>(() => {
    const all: Column<Gap>[] = [
      { key: 'project_name', title: t('services.project'), width: 320, pinned: true, text: (one) => one.project_name },
      { key: 'lead_unit_name', title: t('services.unit'), width: 160, text: (one) => one.lead_unit_name },
      {
        key: 'last_contact_on',
        title: t('services.lastContact'),
        width: 136,
        text: (one) => (one.last_contact_on ? date(one.last_contact_on) : t('services.never')),
      },
      { key: 'days', title: t('services.daysSince'), width: 104, text: (one) => String(one.days) },
      { key: 'project_number', title: t('services.number'), width: 136, text: (one) => one.project_number },
    ]
    return scaled(all, scale)
  }, [t, scale])
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchGaps(filters, page, perPage, signal),
    [filters],
  )
  return (
    <ListPage<Gap>
      title={t('services.gaps')}
      queryKey={serviceKeys.gaps(filters)}
      fetchPage={fetchPage}
      rowKey={(one) => one.project_id}
      columns={columns}
      filters={filters as Search}
      onFilters={(next) => onChange(next)}
      sort={undefined}
      onSort={() => undefined}
      onOpen={(one) => onProject(one.project_id)}
      cardHeight={76}
      card={(one) => (
        <>
          <strong>{one.project_name}</strong>
          <small>
            <span>{one.lead_unit_name}</span>
            <span>{one.last_contact_on ? shortDate(one.last_contact_on) : t('services.never')}</span>
          </small>
        </>
      )}
      bar={
        <FilterBar
          filters={filters as Search}
          onChange={(next) => onChange(next)}
          tools={<ExportButton list="contact_gaps" filters={filters as Search} sort={undefined} />}
        >
          <UnitFilter name="unit_id" title={t('services.unit')} />
        </FilterBar>
      }
      empty={<p>{t('services.noGaps')}</p>}
    />
  )
}
