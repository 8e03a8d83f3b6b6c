/** Talks of all companies and projects: what was said, what came of it, what is still to be done. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { type ReactNode, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { TalkKindWords, TalkNextStateWords, TalkTitles, TalkViewTitles, VisitOutcomeWords } from '@/api/labels'
import { date, shortDate } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { ChoiceFilter, DaysFilter, FilterBar, PersonFilter, TextFilter, UnitFilter } from '@/shared/list/filter-bar'
import { ListPage, scaled } from '@/shared/list/list-page'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { ExportButton } from '@/shared/ui/export'
import { fetchTalks, type Talk, talkKeys, talkSums } from './api'
import type { TalkFilters } from './filters'
import './talks.css'
import { aboutOf } from './values'

type Props = {
  filters: TalkFilters
  sort: string | undefined
  onChange: (filters: TalkFilters, sort: string | undefined) => void
  onOpen: (id: number) => void
  onRecord?: (() => void) | undefined
}

const MORE = ['unit_id', 'kind', 'outcome', 'next_owner_id', 'withdrawn']

export function Talks({ filters, sort, onChange, onOpen, onRecord }: Props) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const sums = useQuery(talkSums(filters))
  const columns = useMemo<Column<Talk>[]>(() => {
    const all: Column<Talk>[] = [
      {
        key: 'happened_on',
        title: TalkTitles.happened_on,
        width: 104,
        pinned: true,
        sort: 'happened_on',
        text: (one) => date(one.happened_on),
      },
      { key: 'about', title: t('talks.about'), width: 220, pinned: true, text: aboutOf },
      { key: 'kind', title: TalkTitles.kind, width: 92, text: (one) => TalkKindWords[one.kind] },
      { key: 'said', title: TalkTitles.said, width: 320, text: (one) => one.said },
      {
        key: 'outcome',
        title: TalkTitles.outcome,
        width: 84,
        text: (one) => (one.outcome ? VisitOutcomeWords[one.outcome] : '—'),
      },
      { key: 'next_step', title: TalkTitles.next_step, width: 220, text: (one) => one.next_step ?? '—' },
      { key: 'next_owner_name', title: t('talks.owner'), width: 84, text: (one) => one.next_owner_name ?? '—' },
      {
        key: 'next_due_on',
        title: TalkTitles.next_due_on,
        width: 112,
        sort: 'next_due_on',
        text: (one) => date(one.next_due_on),
      },
      { key: 'next_state', title: TalkViewTitles.next_state, width: 92, text: stateOf },
      { key: 'unit_name', title: t('talks.unit'), width: 136, text: (one) => one.unit_name },
      { key: 'our_people', title: TalkViewTitles.our_people, width: 140, text: (one) => one.our_people },
      { key: 'their_people', title: TalkTitles.their_people, width: 140, text: (one) => one.their_people ?? '—' },
      { key: 'number', title: TalkTitles.number, width: 128, sort: 'number', text: (one) => one.number },
    ]
    return scaled(all, scale)
  }, [t, scale])
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchTalks(filters, sort, page, perPage, signal),
    [filters, sort],
  )
  const record: ReactNode = onRecord ? (
    <Button type="primary" title={`${t('talks.record')}（N）`} onClick={onRecord}>
      {t('talks.record')}
    </Button>
  ) : null
  const counted = sums.data
  return (
    <ListPage<Talk>
      title={t('menu.talks')}
      queryKey={talkKeys.list(filters, sort)}
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
          <strong>{aboutOf(one)}</strong>
          <small>
            <span>{shortDate(one.happened_on)}</span>
            <span>{TalkKindWords[one.kind]}</span>
            <span>{one.outcome ? VisitOutcomeWords[one.outcome] : ''}</span>
          </small>
          <small>
            <span className="talk-line">{one.said}</span>
          </small>
          <small>
            <span className="talk-line">
              {one.next_state ? `${TalkNextStateWords[one.next_state]}：${one.next_step}` : t('talks.noStep')}
            </span>
          </small>
        </>
      )}
      bar={
        <FilterBar
          filters={filters as Search}
          onChange={(next) => onChange(next, sort)}
          tools={<ExportButton list="talks" filters={filters as Search} sort={sort} />}
          moreNames={MORE}
          more={
            <>
              <UnitFilter name="unit_id" title={t('talks.unit')} />
              <ChoiceFilter name="kind" title={TalkTitles.kind} words={TalkKindWords} />
              <ChoiceFilter name="outcome" title={TalkTitles.outcome} words={VisitOutcomeWords} />
              <PersonFilter name="next_owner_id" title={TalkTitles.next_owner_id} />
              <ChoiceFilter name="withdrawn" title={t('talks.withdrawn')} words={{ true: t('talks.withWithdrawn') }} single />
            </>
          }
        >
          <TextFilter title={t('talks.search')} />
          <ChoiceFilter name="next_state" title={TalkViewTitles.next_state} words={TalkNextStateWords} single />
          <DaysFilter name="happened_on" ends={{ from: 'from_on', to: 'to_on' }} title={TalkTitles.happened_on} />
        </FilterBar>
      }
      actions={record}
      notice={
        counted && counted.total > 0 ? (
          <p className="talk-sums">
            {t('talks.sums', {
              total: counted.total,
              enterprises: counted.enterprises,
              open: counted.open_steps,
              overdue: counted.overdue_steps,
            })}
          </p>
        ) : null
      }
      empty={
        <>
          <p>{t('talks.none')}</p>
          {record}
        </>
      }
    />
  )
}

const stateOf = (one: Talk): string => (one.next_state ? TalkNextStateWords[one.next_state] : '—')
