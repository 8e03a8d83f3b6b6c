/** Columns of the project ledger. Words come from the contract, the suffix of a field gives its unit. */
import {
  BuildKindWords,
  ColourViewTitles,
  ColourWords,
  EndStateWords,
  InvestModeWords,
  LandTypeWords,
  LeadSourceWords,
  ProjectItemTitles,
  ProjectTitles,
  StageWords,
} from '@/api/labels'
import { date, instant } from '@/shared/dates'
import type { Column } from '@/shared/grid/columns'
import { exact, wan, wanExact } from '@/shared/money'
import { ColourTag, SHAPES } from '@/shared/ui/colour'
import { StageTag } from '@/shared/ui/stage'
import type { Item, Project } from './api'

type Key = keyof Item & keyof typeof ProjectTitles
const plain = (value: unknown): string => (value === null || value === undefined || value === '' ? '—' : String(value))

const text = (key: Key, width: number, more: Partial<Column<Project>> = {}): Column<Project> => ({
  key,
  title: ProjectTitles[key],
  width,
  text: (p) => plain(p[key]),
  ...more,
})
const words = (key: Key, width: number, of: Readonly<Record<string, string>>): Column<Project> =>
  text(key, width, { text: (p) => of[String(p[key])] ?? '—' })
const money =
  (unit: string) =>
  (key: Key, width: number, more: Partial<Column<Project>> = {}): Column<Project> =>
    text(key, width, {
      unit,
      numeric: true,
      text: (p) => wan(p[key] as number | null | undefined),
      copied: (p) => wanExact(p[key] as number | null | undefined),
      hint: (p) => exact(p[key] as number | null | undefined),
      ...more,
    })
const day = (key: Key, width: number, more: Partial<Column<Project>> = {}): Column<Project> =>
  text(key, width, { text: (p) => date(p[key] as string | null | undefined), ...more })

/** Every column there is. */
export function allColumns(unit: string, mu: string): Column<Project>[] {
  const yuan = money(unit)
  return [
    text('number', 128, { pinned: true, sort: 'number' }),
    text('name', 260, { pinned: true, sort: 'name' }),
    {
      key: 'stage',
      title: ProjectTitles.stage,
      width: 96,
      sort: 'stage',
      text: (p) => (p.end_state ? `${StageWords[p.stage]}·${EndStateWords[p.end_state]}` : StageWords[p.stage]),
      render: (p) => <StageTag stage={p.stage} endState={p.end_state} />,
    },
    {
      key: 'colour',
      title: ColourViewTitles.colour,
      width: 72,
      text: (p) => (p.colour ? ColourWords[p.colour.colour] : '—'),
      printed: (p) => (p.colour ? `${SHAPES[p.colour.colour]}${ColourWords[p.colour.colour]}` : '—'),
      render: (p) => (p.colour ? <ColourTag colour={p.colour.colour} /> : '—'),
    },
    { key: 'colour_because', title: ColourViewTitles.because, width: 320, text: (p) => p.colour?.because ?? '—' },
    day('stage_since_on', 152),
    { key: 'lead_unit_name', title: ProjectItemTitles.lead_unit_name, width: 128, text: (p) => plain(p.lead_unit_name) },
    text('chain', 112),
    yuan('total_investment_yuan', 128, { sort: 'total_investment_yuan' }),
    yuan('fixed_assets_yuan', 160),
    yuan('contract_amount_yuan', 128),
    yuan('funds_in_place_yuan', 160),
    yuan('funds_outside_province_yuan', 160),
    yuan('funds_outside_city_yuan', 160),
    day('first_contact_on', 120),
    day('signed_on', 104, { sort: 'signed_on' }),
    day('started_on', 104),
    day('producing_on', 104),
    text('planned_start', 120),
    text('planned_end', 120),
    text('place', 144),
    text('park', 144),
    text('content', 320),
    text('industry', 144),
    text('industry_code', 96),
    words('lead_source', 104, LeadSourceWords),
    words('build_kind', 104, BuildKindWords),
    words('invest_mode', 104, InvestModeWords),
    words('land_type', 120, LandTypeWords),
    text('land_mu', 104, { unit: mu, numeric: true }),
    yuan('expected_output_yuan', 144),
    yuan('expected_tax_yuan', 144),
    text('expected_jobs', 104, { numeric: true }),
    text('introducer', 104),
    { key: 'tags', title: ProjectItemTitles.tags, width: 160, text: (p) => p.tags?.join('、') || '—' },
    text('remark', 240),
    text('source', 200),
    text('created_at', 144, { sort: 'registered', text: (p) => instant(p.created_at) }),
    text('updated_at', 144, { sort: 'updated_at', text: (p) => instant(p.updated_at) }),
  ]
}

/** What is shown before anybody chose. */
export const USUAL = [
  'number',
  'name',
  'stage',
  'colour',
  'lead_unit_name',
  'chain',
  'total_investment_yuan',
  'contract_amount_yuan',
  'funds_in_place_yuan',
  'funds_outside_province_yuan',
  'signed_on',
  'started_on',
  'producing_on',
  'place',
  'park',
] as const
