/** Columns of the project ledger. Words come from the contract, the suffix of a field gives its unit. */
import { EndStateWords, ProjectTitles, StageWords } from '@/api/labels'
import { date } from '@/shared/dates'
import type { Column } from '@/shared/grid/columns'
import { scaled } from '@/shared/list/list-page'
import { wan, wanExact } from '@/shared/money'
import { StageTag } from '@/shared/ui/stage'
import type { Project } from './api'

type Money = 'total_investment_yuan' | 'contract_amount_yuan' | 'funds_in_place_yuan' | 'funds_outside_province_yuan'
type Day = 'signed_on' | 'started_on' | 'producing_on' | 'stage_since_on'
type Plain = 'number' | 'name' | 'chain' | 'place' | 'park'

const text = (key: Plain, width: number, more: Partial<Column<Project>> = {}): Column<Project> => ({
  key,
  title: ProjectTitles[key],
  width,
  text: (p) => p[key] || '—',
  ...more,
})

const money = (key: Money, unit: string, width: number, more: Partial<Column<Project>> = {}): Column<Project> => ({
  key,
  title: ProjectTitles[key],
  unit,
  width,
  numeric: true,
  text: (p) => wan(p[key]),
  copied: (p) => wanExact(p[key]),
  ...more,
})

const day = (key: Day, width: number, more: Partial<Column<Project>> = {}): Column<Project> => ({
  key,
  title: ProjectTitles[key],
  width,
  text: (p) => date(p[key]),
  ...more,
})

/** At a text size: columns grow with it. */
export function ledgerColumns(unit: string, leadUnit: string, scale: number): Column<Project>[] {
  const columns: Column<Project>[] = [
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
    { key: 'lead_unit_name', title: leadUnit, width: 128, text: (p) => p.lead_unit_name },
    text('chain', 112),
    money('total_investment_yuan', unit, 128, { sort: 'total_investment_yuan' }),
    money('contract_amount_yuan', unit, 128),
    money('funds_in_place_yuan', unit, 160),
    money('funds_outside_province_yuan', unit, 160),
    day('signed_on', 104, { sort: 'signed_on' }),
    day('started_on', 104),
    day('producing_on', 104),
    text('place', 144),
    text('park', 144),
  ]
  return scaled(columns, scale)
}
