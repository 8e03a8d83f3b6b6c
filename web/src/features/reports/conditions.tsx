/** Above a list that a number opened: where it came from, and under which conditions it was counted. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { body, client } from '@/api/client'
import { AttributionWords, EndStateWords, ProjectTitles, StageWords, TripKindWords } from '@/api/labels'
import { listOf, type Search } from '@/shared/filters'
import { EFFECT_NAMES } from './filters'
import { Opens, type Place } from './opens'

const wordsOf = (text: string, words: Readonly<Record<string, string>>): string =>
  listOf(text)
    .map((code) => words[code] ?? code)
    .join('、')

/** Codes that only the service can name: a unit, a province or county. */
function useNames(unit: string | undefined, division: string | undefined) {
  const one = useQuery({
    queryKey: ['units', 'one', unit],
    enabled: unit !== undefined && /^\d+$/.test(unit),
    queryFn: ({ signal }) => body(client.GET('/api/v1/units/{id}', { params: { path: { id: Number(unit) } }, signal })),
    staleTime: 600_000,
  })
  const place = useQuery({
    queryKey: ['divisions', division],
    enabled: division !== undefined,
    queryFn: ({ signal }) =>
      body(client.GET('/api/v1/code-lists/divisions', { params: { query: { q: division ?? '' } }, signal })),
    staleTime: 600_000,
  })
  const found = place.data?.items.find((item) => item.code === division) ?? place.data?.items[0]
  return { unit: one.data?.name ?? unit, division: found?.full_name ?? division }
}

export function Conditions({ back, name, search }: { back: Place; name: string; search: Search }) {
  const { t } = useTranslation()
  const names = useNames(search['unit_id'] ?? search['lead_unit_id'], search['province'] ?? search['division_code'])
  const range = (title: string, from: string | undefined, to: string | undefined): string | null =>
    from || to ? `${title} ${from ?? ''}–${to ?? ''}` : null
  const { from, through } = search
  const day = through ?? search['as_of']
  const said = [
    search['unit_id'] || search['lead_unit_id'] ? names.unit : null,
    search['province'] || search['division_code'] ? names.division : null,
    search['kind'] ? wordsOf(search['kind'], TripKindWords) : null,
    search['stage'] ? wordsOf(search['stage'], StageWords) : null,
    search['end_state'] ? wordsOf(search['end_state'], EndStateWords) : null,
    search['chain'],
    search['park'],
    search[EFFECT_NAMES.leader],
    search['station'],
    search['q'],
    search['attribution'] ? AttributionWords[search['attribution'] as keyof typeof AttributionWords] : null,
    range(t('reports.rates.counted'), search['counted_on.gte'], search['counted_on.lt']),
    range(ProjectTitles.signed_on, search['signed_on.gte'], search['signed_on.lt']),
    range(t('reports.effects.period'), search['from_on'], search['to_on']),
    from && through ? t('reports.period', { from, through }) : day ? t('reports.asOf', { on: day }) : null,
  ].filter(Boolean)
  return (
    <p className="list-note">
      <Opens to={back}>← {name}</Opens>
      {said.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </p>
  )
}
