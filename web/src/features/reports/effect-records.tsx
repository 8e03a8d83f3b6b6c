/** The list behind a number of the effects: trips, companies or projects. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { FigureWords, StageWords, TripKindWords, VisitOutcomeWords } from '@/api/labels'
import { date } from '@/shared/dates'
import type { Search } from '@/shared/filters'
import type { Column } from '@/shared/grid/columns'
import { ListPage, scaled } from '@/shared/list/list-page'
import { exact, headline, wan, wanExact } from '@/shared/money'
import { scaleOf, useTextSize } from '@/shared/preferences'
import { StageTag } from '@/shared/ui/stage'
import { amount } from './amount-column'
import { type EffectFigureCode, type EffectRecord, fetchEffectRecords, totalsOnlyQuery } from './api'
import { Conditions } from './conditions'
import '@/shared/list/list.css'
import '@/shared/ui/plain-table.css'
import './reports.css'

/** What of the funds goes to the trips; shared out it may be a fraction of a yuan, printed as the API writes it. */
const credited = (title: string, unit: string): Column<EffectRecord> => {
  const text = (given: string | null | undefined, print: (yuan: number) => string) =>
    given && /^\d+$/.test(given) ? print(Number(given)) : (given ?? '—')
  return {
    key: 'credited',
    title,
    unit,
    width: 168,
    numeric: true,
    text: (r) => text(r.amount_exact, wan),
    copied: (r) => text(r.amount_exact, wanExact),
    hint: (r) => text(r.amount_exact, exact),
  }
}

type EffectProps = {
  figure: EffectFigureCode
  search: Search
  onOpen: (record: EffectRecord) => void
}

export function EffectRecords({ figure, search, onOpen }: EffectProps) {
  const { t } = useTranslation()
  const scale = scaleOf(useTextSize())
  const comma = t('form.comma')
  const ofProjects = figure === 'projects' || figure === 'signed' || figure === 'landed' || figure === 'funds'
  const totals = useQuery(totalsOnlyQuery(figure, search))
  const columns = useMemo(() => {
    const unit = t('money.unit')
    const own: Column<EffectRecord>[] = ofProjects
      ? [
          {
            key: 'stage',
            title: t('reports.effects.stage'),
            width: 96,
            text: (r) => (r.stage ? StageWords[r.stage] : '—'),
            render: (r) => (r.stage ? <StageTag stage={r.stage} /> : '—'),
          },
          { key: 'share', title: t('reports.effects.shareTitle'), width: 88, numeric: true, text: (r) => r.share?.text ?? '—' },
          amount('funds', t('reports.effects.funds'), unit, (r) => r.funds_in_place_yuan),
          ...(figure === 'funds' ? [credited(t('reports.effects.credited'), unit)] : []),
        ]
      : figure === 'trips'
        ? [
            {
              key: 'kind',
              title: t('reports.effects.kind'),
              width: 112,
              text: (r) => r.trips.map((trip) => TripKindWords[trip.kind]).join(comma),
            },
            {
              key: 'led',
              title: t('reports.effects.leader'),
              width: 460,
              text: (r) => r.trips.map((trip) => trip.leader).join(comma),
            },
          ]
        : [
            {
              key: 'outcomes',
              title: t('reports.effects.outcomes'),
              width: 168,
              text: (r) => r.outcomes.map((outcome) => VisitOutcomeWords[outcome]).join(comma) || '—',
            },
          ]
    const all: Column<EffectRecord>[] = [
      { key: 'number', title: t('reports.effects.number'), width: 136, pinned: true, text: (r) => r.number ?? '—' },
      { key: 'name', title: t('reports.effects.name'), width: 320, pinned: true, text: (r) => r.name },
      { key: 'date', title: t('reports.effects.date'), width: 104, text: (r) => date(r.dated_on) },
      ...own,
      ...(figure === 'trips'
        ? []
        : [
            {
              key: 'trips',
              title: t('reports.effects.ofTrips'),
              width: ofProjects ? 420 : 580,
              text: (r: EffectRecord) =>
                r.trips.map((trip) => `${trip.number} ${trip.leader}（${trip.starts_on}）`).join(comma) || '—',
            },
          ]),
    ]
    return scaled(figure === 'companies' || figure === 'intentions' ? all.slice(1) : all, scale)
  }, [t, comma, figure, ofProjects, scale])
  const fetchPage = useCallback(
    (page: number, perPage: number, signal: AbortSignal) => fetchEffectRecords(figure, search, page, perPage, signal),
    [figure, search],
  )
  return (
    <ListPage<EffectRecord>
      title={t('reports.effects.listTitle', { name: FigureWords[figure] })}
      queryKey={['reports', 'effect-records', figure, search]}
      fetchPage={fetchPage}
      rowKey={(r) => `${r.kind}-${r.id}`}
      columns={columns}
      filters={{}}
      onFilters={() => undefined}
      onOpen={onOpen}
      card={(r) => (
        <>
          <strong>{r.name}</strong>
          <small>
            {r.stage ? <StageTag stage={r.stage} /> : null}
            <span>{r.number ?? (r.outcomes.map((outcome) => VisitOutcomeWords[outcome]).join(comma) || '—')}</span>
            <span>{date(r.dated_on)}</span>
          </small>
          <small>
            <span>{r.trips.map((trip) => trip.number).join(comma)}</span>
            {r.funds_in_place_yuan == null ? null : <span>{headline(r.funds_in_place_yuan)}</span>}
          </small>
        </>
      )}
      bar={<Conditions back={{ page: 'effects', search }} name={t('menu.effects')} search={search} />}
      notice={(totals.data ?? []).map((line) => (
        <p key={line} className="list-note">
          {line}
        </p>
      ))}
      empty={<p>{t('reports.effects.nothing')}</p>}
    />
  )
}
