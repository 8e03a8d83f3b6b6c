/** What an entry changed, field by field, in the words of its kind. */
import { UnitInputFields, UserInputFields } from '@/api/fields'
import {
  ApiTokenTitles,
  CalendarDayTitles,
  CalendarYearTitles,
  ContactTitles,
  DayMarkWords,
  EnterpriseTitles,
  FirstClaimTitles,
  NegotiationTripTitles,
  ProjectTitles,
  ReceptionTitles,
  RoleWords,
  RuleRevisionTitles,
  SessionTitles,
  SigningEventTitles,
  StageWords,
  TalkTitles,
  TargetTitles,
  TripTotalTitles,
  UnitTitles,
  UserStatusWords,
  UserTitles,
} from '@/api/labels'
import { i18n } from '@/i18n'
import type { FieldRule } from '@/shared/form/rule'
import { shownValue } from '@/shared/form/shown-value'
import type { Entry } from './api'

type Titles = Readonly<Record<string, string>>
const TITLES: Readonly<Record<string, Titles>> = {
  unit: UnitTitles,
  user: UserTitles,
  session: SessionTitles,
  token: ApiTokenTitles,
  calendar: { ...CalendarYearTitles, ...CalendarDayTitles },
  enterprise: { ...ContactTitles, ...EnterpriseTitles },
  project: ProjectTitles,
  first_claim: FirstClaimTitles,
  trip: NegotiationTripTitles,
  trip_total: TripTotalTitles,
  reception: ReceptionTitles,
  talk: TalkTitles,
  signing_event: SigningEventTitles,
  target: TargetTitles,
  rule_set: RuleRevisionTitles,
}
/** A name means the same wherever it stands: kinds that have no titles of their own borrow them. */
const COMMON: Titles = Object.assign({}, ...Object.values(TITLES).toReversed())

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  roles: RoleWords,
  status: UserStatusWords,
  stage: StageWords,
}

/** The last name of a field that lies within another. */
const nameOf = (field: string): string => field.slice(field.lastIndexOf('.') + 1)

export type Changed = { name: string; title: string; before: string; after: string; same: boolean }

/** The rule by which a value of this name is shown. */
function ruleOf(kind: string, name: string): FieldRule {
  const title = TITLES[kind]?.[name] ?? COMMON[name] ?? i18n.t('journal.otherField')
  const known: Readonly<Record<string, FieldRule>> = kind === 'unit' ? UnitInputFields : kind === 'user' ? UserInputFields : {}
  const words = known[name]?.words ?? (kind === 'calendar' && name === 'kind' ? DayMarkWords : WORDS[name])
  const shape = name.endsWith('_yuan') ? 'money' : name.endsWith('_at') ? 'instant' : 'text'
  return { title, kind: shape, ...(words ? { words } : {}) }
}

const isDoc = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Deep values as a reader sees them: entries of a list one by one. */
function textOf(rule: FieldRule, kind: string, value: unknown, names: Titles = {}): string {
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map((one) => textOf(rule, kind, one, names)).join('；')
  if (isDoc(value)) {
    const parts = Object.entries(value).filter(([, inner]) => inner !== null && inner !== '')
    const told = ([name, inner]: [string, unknown]): string => {
      const part = ruleOf(kind, name)
      return `${names[name] ?? part.title}：${textOf(part, kind, inner, names)}`
    }
    return parts.map(told).join('，')
  }
  return shownValue(rule, value)
}

type Told = Pick<Entry, 'subject_kind' | 'before' | 'after' | 'changes'>

/** What the API says that changed, in its words; behind it what the entry holds of fields that stayed as they were. */
export function changesOf({ subject_kind: kind, before, after, changes }: Told): Changed[] {
  const changed = changes.map((one) => {
    const rule = ruleOf(kind, nameOf(one.field))
    return {
      name: one.field,
      title: one.title ?? rule.title,
      before: textOf(rule, kind, one.before, one.parts),
      after: textOf(rule, kind, one.after, one.parts),
      same: false,
    }
  })
  if (!isDoc(before) || !isDoc(after)) return changed
  const kept = Object.keys(after).filter((name) => JSON.stringify(before[name] ?? null) === JSON.stringify(after[name] ?? null))
  return [
    ...changed,
    ...kept.map((name) => {
      const rule = ruleOf(kind, name)
      const value = textOf(rule, kind, after[name])
      return { name, title: rule.title, before: value, after: value, same: true }
    }),
  ]
}
