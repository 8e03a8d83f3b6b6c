/** Projects by colour: which, why, whose, since when, for how long, and what turns them green. */
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { body, client } from '@/api/client'
import { ColourViewTitles, ColourWords, ProjectItemTitles, ProjectTitles, StageWords } from '@/api/labels'
import type { operations } from '@/api/schema'
import { i18n } from '@/i18n'
import { date, daysTo } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, FilterBar, TextFilter, UnitFilter } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ColourTag } from '@/shared/ui/colour'
import { ExportButton } from '@/shared/ui/export'
import './supervision.css'

type Listed = operations['list_projects']['responses'][200]['content']['application/json']['items'][number]
type Row = Listed & Required<Pick<Listed, 'id' | 'name' | 'stage' | 'lead_unit_name'>>
export type ColouredFilters = Partial<Record<'q' | 'colour' | 'lead_unit_id', string>>
type Props = { filters: ColouredFilters; onChange: (filters: ColouredFilters) => void; onOpen: (id: number) => void }

const FIELDS = 'id,number,name,stage,lead_unit_name'
// whoever names no colour asks for what has one
const EVERY = Object.keys(ColourWords).join(',')

export function Coloured({ filters, onChange, onOpen }: Props) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const asked = useMemo(() => ({ ...filters, colour: filters.colour ?? EVERY }), [filters])
  const columns = useMemo<Column<Row>[]>(() => {
    const all: Column<Row>[] = [
      { key: 'name', title: ProjectTitles.name, width: 240, pinned: true, text: (p) => p.name },
      {
        key: 'colour',
        title: ColourViewTitles.colour,
        width: 72,
        pinned: true,
        text: (p) => (p.colour ? ColourWords[p.colour.colour] : '—'),
        render: (p) => (p.colour ? <ColourTag colour={p.colour.colour} /> : '—'),
      },
      { key: 'because', title: t('colour.because'), width: 400, text: (p) => p.colour?.because ?? '—' },
      { key: 'unit', title: ProjectItemTitles.lead_unit_name, width: 128, text: (p) => p.lead_unit_name },
      {
        key: 'person',
        title: ColourViewTitles.responsible_name,
        width: 88,
        text: (p) => p.colour?.responsible_name ?? '—',
      },
      {
        key: 'overdue',
        title: t('supervision.lateDays'),
        width: 84,
        numeric: true,
        text: (p) => String(p.colour?.inputs.days_overdue ?? '—'),
      },
      { key: 'days', title: t('supervision.lasting'), width: 84, numeric: true, text: (p) => lasting(p) },
      { key: 'since', title: t('colour.since'), width: 104, text: (p) => date(p.colour?.since_on) },
      {
        key: 'green',
        title: ColourViewTitles.turns_green_when,
        width: 280,
        text: (p) => p.colour?.turns_green_when ?? '—',
      },
      { key: 'stage', title: ProjectTitles.stage, width: 84, text: (p) => StageWords[p.stage] },
    ]
    return scaled(all, scale)
  }, [t, scale])
  const fetchPage = useCallback(
    async (page: number, perPage: number, signal: AbortSignal) => {
      const query = { ...asked, fields: FIELDS, include: 'colour', page, per_page: perPage }
      // the address holds texts exactly as the query takes them
      const answer = await body(client.GET('/api/v1/projects', { params: { query: query as never }, signal }))
      return { items: answer.items as Row[], total: answer.total }
    },
    [asked],
  )
  return (
    <ListPage<Row>
      title={t('supervision.coloured')}
      queryKey={['projects', 'coloured', asked]}
      fetchPage={fetchPage}
      rowKey={(p) => p.id}
      columns={columns}
      filters={filters as Search}
      onFilters={(next) => onChange(next as ColouredFilters)}
      onOpen={(p) => onOpen(p.id)}
      cardHeight={148}
      card={(p) => (
        <>
          <strong>{p.name}</strong>
          <small>
            {p.colour ? <ColourTag colour={p.colour.colour} long /> : null}
            <span>{p.lead_unit_name}</span>
            {p.colour?.responsible_name ? <span>{p.colour.responsible_name}</span> : null}
            <span>{lasting(p)}</span>
          </small>
          <small>
            <span className="slip-because">{p.colour?.because}</span>
          </small>
        </>
      )}
      bar={
        <FilterBar
          filters={filters as Search}
          onChange={(next) => onChange(next as ColouredFilters)}
          tools={<ExportButton list="projects" filters={asked as Search} sort={undefined} />}
        >
          <TextFilter title={t('ledger.search')} />
          <ChoiceFilter name="colour" title={ColourViewTitles.colour} words={ColourWords} />
          <UnitFilter name="lead_unit_id" title={ProjectItemTitles.lead_unit_name} />
        </FilterBar>
      }
      empty={<p>{t('supervision.noColoured')}</p>}
    />
  )
}

/** For how many days a project has had its colour. */
function lasting(p: Row): string {
  return p.colour ? i18n.t('supervision.gapDays', { n: -daysTo(p.colour.since_on) }) : '—'
}
