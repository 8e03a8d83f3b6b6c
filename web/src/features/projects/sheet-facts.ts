/** What both sheets of a project say about it, the one on a phone and the one on paper. */
import type { TFunction } from 'i18next'
import { BuildKindWords, LeadSourceWords, PartyRoleWords, ProjectTitles, ProjectViewTitles } from '@/api/labels'
import { date } from '@/shared/dates'
import { headline } from '@/shared/money'
import type { ProjectView } from './api'
import type { Schemas } from './writes'

type Fact = readonly [title: string, value: string]
const text = (value: string | number | null | undefined): string => (value == null || value === '' ? '—' : String(value))

/** Figures first: they are what is asked for. */
export const figures = (view: ProjectView): Fact[] => [
  [ProjectTitles.total_investment_yuan, headline(view.total_investment_yuan)],
  [ProjectTitles.fixed_assets_yuan, headline(view.fixed_assets_yuan)],
  [ProjectTitles.contract_amount_yuan, headline(view.contract_amount_yuan)],
  [ProjectTitles.funds_in_place_yuan, headline(view.funds_in_place_yuan)],
  [ProjectTitles.funds_outside_province_yuan, headline(view.funds_outside_province_yuan)],
  [ProjectTitles.expected_output_yuan, headline(view.expected_output_yuan)],
  [ProjectTitles.expected_tax_yuan, headline(view.expected_tax_yuan)],
  [ProjectTitles.expected_jobs, text(view.expected_jobs)],
]

export const plain = (view: ProjectView, t: TFunction): Fact[] => [
  [ProjectTitles.place, text(view.place)],
  [ProjectTitles.park, text(view.park)],
  [ProjectTitles.chain, text(view.chain)],
  [ProjectTitles.industry, text(view.industry)],
  [`${ProjectTitles.land_mu}${t('project.mu')}`, text(view.land_mu)],
  [ProjectTitles.build_kind, view.build_kind ? BuildKindWords[view.build_kind] : '—'],
  [ProjectTitles.lead_source, view.lead_source ? LeadSourceWords[view.lead_source] : '—'],
  [ProjectTitles.first_contact_on, date(view.first_contact_on)],
  [ProjectTitles.signed_on, date(view.signed_on)],
  [ProjectTitles.started_on, date(view.started_on)],
  [ProjectTitles.producing_on, date(view.producing_on)],
  [ProjectTitles.planned_end, date(view.planned_end)],
]

export const people = (view: ProjectView): Fact[] => [
  [ProjectViewTitles.lead_unit_name, text(view.lead_unit_name)],
  [ProjectViewTitles.units, view.units.map((one) => one.name).join('；') || '—'],
  [ProjectViewTitles.parties, view.parties.map((one) => `${PartyRoleWords[one.role]}：${one.name}`).join('；') || '—'],
  [ProjectTitles.introducer, text(view.introducer)],
]

/** What the next stage lacks; that the reader himself may not move it is nobody's business on a sheet. */
export const lacking = (target: Schemas['TransitionTarget']) => target.blocking.filter((item) => item.field !== 'caller')

/** What is known: a phone has no room for what is not. */
export const known = (facts: readonly Fact[]): Fact[] => facts.filter(([, value]) => value !== '—')
