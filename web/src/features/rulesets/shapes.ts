/** How the documents among the rules are made: the contract's fields of each part, in the order they are read. */
import {
  ChecklistFields,
  ChecklistItemFields,
  ChecklistScopeFields,
  ChecklistsFields,
  ColourRuleFields,
  ColourRulesFields,
  ColourScopeFields,
  ComplaintTimesFields,
  MilestoneRulesFields,
  MilestoneTemplateRowFields,
  ProcedureStepFields,
  ProceduresFields,
  ReminderGroupFields,
  ReminderRulesFields,
  ServiceTimesFields,
  SlipLevelRuleFields,
  SponsorLevelFields,
  SponsorshipRulesFields,
  SupervisionRulesFields,
} from '@/api/fields'
import type { Fields } from '@/shared/form/rule'

export type Shape = {
  fields: Fields
  /** What is read, and in which order; a code says nothing beside its name. Without it everything, as the contract has it. */
  order?: readonly string[]
  parts?: Readonly<Record<string, Shape>>
}

export const SHAPES: Readonly<Record<string, Shape>> = {
  colours: {
    fields: ColourRulesFields,
    order: ['scope', 'rules'],
    parts: { scope: { fields: ColourScopeFields }, rules: { fields: ColourRuleFields } },
  },
  sponsorship: {
    fields: SponsorshipRulesFields,
    order: ['required_from', 'levels'],
    parts: { levels: { fields: SponsorLevelFields, order: ['label', 'min_total_investment_yuan', 'unit_kinds'] } },
  },
  checklists: {
    fields: ChecklistsFields,
    parts: {
      checklists: {
        fields: ChecklistFields,
        order: ['enabled', 'applies_when', 'items'],
        parts: {
          applies_when: { fields: ChecklistScopeFields },
          items: { fields: ChecklistItemFields, order: ['label', 'check', 'how_to_fix'] },
        },
      },
    },
  },
  milestones: {
    fields: MilestoneRulesFields,
    parts: { template: { fields: MilestoneTemplateRowFields, order: ['name', 'code', 'days_after_signing'] } },
  },
  procedures: {
    fields: ProceduresFields,
    parts: {
      steps: {
        fields: ProcedureStepFields,
        order: ['name', 'working_days', 'window', 'after', 'parallel_group', 'applies', 'optional', 'basis'],
      },
    },
  },
  services: {
    fields: ServiceTimesFields,
    order: [...Object.keys(ServiceTimesFields).filter((name) => name !== 'complaints'), 'complaints'],
    parts: { complaints: { fields: ComplaintTimesFields } },
  },
  supervision: {
    fields: SupervisionRulesFields,
    parts: { levels: { fields: SlipLevelRuleFields, order: ['kind', 'working_days', 'holder'] } },
  },
  reminders: {
    fields: ReminderRulesFields,
    order: ['at_hour', 'days_before', 'after_every', 'workdays_only', 'keep_days', 'groups'],
    parts: { groups: { fields: ReminderGroupFields, order: ['kinds', 'days_before', 'after_every'] } },
  },
}
