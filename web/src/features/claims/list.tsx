/** The register of first claims: who talks with whom, under protection until when. */

import type { ReactNode } from 'react'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { body, client } from '@/api/client'
import { ClaimStateWords, FirstClaimTitles } from '@/api/labels'
import { date, dayAfter } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, FilterBar, PickFilter, TextFilter, UnitFilter } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { EnterprisePicker, PersonPicker, ProjectPicker } from '@/shared/pick/pickers'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ExportButton } from '@/shared/ui/export'
import { type ClaimItem, fetchClaims } from './api'
import type { ClaimFilters } from './filters'
import './claims.css'
import { StateTag, useLeft } from './parts'

type Props = {
  filters: ClaimFilters
  sort: string | undefined
  onChange: (filters: ClaimFilters, sort: string | undefined) => void
  onOpen: (id: number) => void
  /** The way to the lists beside this one, and to something new. */
  actions?: ReactNode
  /** The button for something new, if one may. */
  create?: ReactNode
}

const SOON = [7, 14, 30]
const MORE = ['person_id', 'enterprise_id', 'project_id', 'needs_ruling']

const person = async (id: number, signal: AbortSignal) =>
  body(client.GET('/api/v1/users/{id}', { params: { path: { id } }, signal })).then((one) => ({ id, name: one.name }))
const enterprise = async (id: number, signal: AbortSignal) =>
  body(client.GET('/api/v1/enterprises/{id}', { params: { path: { id } }, signal })).then((one) => ({ id, name: one.name }))
const project = async (id: number, signal: AbortSignal) =>
  body(client.GET('/api/v1/projects/{id}', { params: { path: { id } }, signal })).then((one) => ({ id, name: one.name }))

export function Claims({ filters, sort, onChange, onOpen, actions, create }: Props) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const left = useLeft()
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchClaims(filters, sort, { page, perPage, signal }),
    [filters, sort],
  )
  const columns = useMemo<Column<ClaimItem>[]>(
    () =>
      scaled(
        [
          { key: 'number', title: FirstClaimTitles.number, width: 128, pinned: true, text: (c) => c.number },
          { key: 'investor', title: FirstClaimTitles.investor, width: 240, pinned: true, text: (c) => c.investor },
          {
            key: 'state',
            title: FirstClaimTitles.state,
            width: 96,
            text: (c) => ClaimStateWords[c.state],
            render: (c) => <StateTag state={c.state} />,
          },
          { key: 'unit', title: FirstClaimTitles.unit_id, width: 176, text: (c) => c.unit_name },
          { key: 'person', title: FirstClaimTitles.person_id, width: 80, text: (c) => c.person_name },
          { key: 'protected_until', title: FirstClaimTitles.protected_until, width: 104, text: (c) => date(c.protected_until) },
          { key: 'lapses_on', title: t('claims.holdsUntil'), width: 104, sort: 'lapses_on', text: (c) => date(c.lapses_on) },
          { key: 'left', title: t('claims.left'), width: 88, text: (c) => left(c.lapses_on, c.ended_on) },
          { key: 'direction', title: FirstClaimTitles.direction, width: 240, text: (c) => c.direction },
          { key: 'chain', title: FirstClaimTitles.chain, width: 112, text: (c) => c.chain || '—' },
          {
            key: 'first_contact_on',
            title: FirstClaimTitles.first_contact_on,
            width: 112,
            sort: 'first_contact_on',
            text: (c) => c.first_contact_on,
          },
          {
            key: 'last_progress_on',
            title: FirstClaimTitles.last_progress_on,
            width: 104,
            sort: 'last_progress_on',
            text: (c) => c.last_progress_on,
          },
          {
            key: 'registered_on',
            title: FirstClaimTitles.registered_on,
            width: 104,
            sort: 'registered_on',
            text: (c) => c.registered_on,
          },
        ],
        scale,
      ),
    [t, left, scale],
  )
  const soon = Object.fromEntries(SOON.map((n) => [dayAfter(n + 1), t('claims.within', { n })]))
  return (
    <ListPage<ClaimItem>
      title={t('claims.title')}
      queryKey={['claims', 'list', filters, sort]}
      fetchPage={fetchPage}
      rowKey={(c) => c.id}
      columns={columns}
      filters={filters as Search}
      onFilters={(next) => onChange(next, sort)}
      sort={sort}
      onSort={(next) => onChange(filters, next)}
      onOpen={(c) => onOpen(c.id)}
      actions={actions}
      card={(c) => (
        <>
          <strong>{c.investor}</strong>
          <small>
            <StateTag state={c.state} />
            <span>{left(c.lapses_on, c.ended_on)}</span>
          </small>
          <small>
            <span>{c.unit_name}</span>
            <span>{c.person_name}</span>
          </small>
        </>
      )}
      bar={
        <FilterBar
          tools={<ExportButton list="first_claims" filters={filters as Search} sort={sort} />}
          filters={filters as Search}
          onChange={(next) => onChange(next, sort)}
          moreNames={MORE}
          more={
            <>
              <PickFilter name="person_id" title={t('claims.person')} picker={PersonPicker} find={person} />
              <PickFilter name="enterprise_id" title={t('claims.investor')} picker={EnterprisePicker} find={enterprise} />
              <PickFilter name="project_id" title={t('claims.project')} picker={ProjectPicker} find={project} />
              <ChoiceFilter
                single
                name="needs_ruling"
                title={t('claims.overlap')}
                words={{ true: t('claims.needsRuling.true'), false: t('claims.needsRuling.false') }}
              />
            </>
          }
        >
          <TextFilter id="claims-search" title={t('claims.search')} />
          <ChoiceFilter name="state" title={FirstClaimTitles.state} words={ClaimStateWords} />
          <UnitFilter name="unit_id" title={FirstClaimTitles.unit_id} />
          <ChoiceFilter single name="lapses_on.lt" title={t('claims.soon')} words={soon} />
        </FilterBar>
      }
      empty={
        <>
          <p>{t('claims.none')}</p>
          {create}
        </>
      }
    />
  )
}
