/** The filters of the project ledger. */
import { useTranslation } from 'react-i18next'
import {
  BuildKindWords,
  ColourViewTitles,
  ColourWords,
  EndStateWords,
  InvestModeWords,
  LeadSourceWords,
  ProjectItemTitles,
  ProjectTitles,
  StageWords,
} from '@/api/labels'
import { listOf, textOf } from '@/shared/filters'
import { ChoiceFilter, DaysFilter, FilterBar, MoneyFilter, TextFilter, UnitFilter, useFilter } from '@/shared/list/filter-bar'
import type { Filters } from './filters'
import { TagsInput } from './tags-input'

const MORE = [
  'end_state',
  'lead_source',
  'build_kind',
  'invest_mode',
  'total_investment_yuan.gte',
  'total_investment_yuan.lte',
  'started_on.gte',
  'started_on.lt',
  'producing_on.gte',
  'producing_on.lt',
  'chain',
  'tag',
]

type Props = { filters: Filters; onChange: (filters: Filters) => void }

export function FilterRow({ filters, onChange }: Props) {
  const { t } = useTranslation()
  const more = (
    <>
      <ChoiceFilter name="end_state" title={t('ledger.endState')} words={{ none: t('ledger.goingOn'), ...EndStateWords }} />
      <ChoiceFilter name="lead_source" title={ProjectTitles.lead_source} words={LeadSourceWords} />
      <ChoiceFilter name="build_kind" title={ProjectTitles.build_kind} words={BuildKindWords} />
      <ChoiceFilter name="invest_mode" title={ProjectTitles.invest_mode} words={InvestModeWords} />
      <MoneyFilter name="total_investment_yuan.gte" title={t('ledger.investmentFrom')} />
      <MoneyFilter name="total_investment_yuan.lte" title={t('ledger.investmentTo')} />
      <DaysFilter name="started_on" title={ProjectTitles.started_on} />
      <DaysFilter name="producing_on" title={ProjectTitles.producing_on} />
      <TextFilter name="chain" title={ProjectTitles.chain} />
      <TagFilter />
    </>
  )
  return (
    <FilterBar filters={filters as Record<string, string>} onChange={onChange} more={more} moreNames={MORE}>
      <TextFilter id="ledger-search" title={t('ledger.search')} />
      <ChoiceFilter name="stage" title={ProjectTitles.stage} words={StageWords} />
      <ChoiceFilter name="colour" title={ColourViewTitles.colour} words={ColourWords} />
      <UnitFilter name="lead_unit_id" title={ProjectItemTitles.lead_unit_name} />
      <DaysFilter name="signed_on" title={ProjectTitles.signed_on} />
    </FilterBar>
  )
}

function TagFilter() {
  const [tags, put] = useFilter('tag')
  const title = ProjectItemTitles.tags
  return (
    <span className="filter-choice">
      <TagsInput known aria-label={title} placeholder={title} value={listOf(tags)} onChange={(list) => put(textOf(list))} />
    </span>
  )
}
