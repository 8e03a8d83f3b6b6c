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
import type { FieldRule } from '@/shared/form/rule'
import { shownValue } from '@/shared/form/shown-value'

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

export type Changed = { name: string; title: string; before: string; after: string; same: boolean }

/** The rule by which a value of this name is shown. */
function ruleOf(kind: string, name: string): FieldRule {
  const title = TITLES[kind]?.[name] ?? COMMON[name] ?? name
  const known: Readonly<Record<string, FieldRule>> = kind === 'unit' ? UnitInputFields : kind === 'user' ? UserInputFields : {}
  const words = known[name]?.words ?? (kind === 'calendar' && name === 'kind' ? DayMarkWords : WORDS[name])
  const shape = name.endsWith('_yuan') ? 'money' : name.endsWith('_at') ? 'instant' : 'text'
  return { title, kind: shape, ...(words ? { words } : {}) }
}

const isDoc = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Deep values as a reader sees them: entries of a list one by one. */
function textOf(rule: FieldRule, kind: string, value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map((one) => textOf(rule, kind, one)).join('；')
  if (isDoc(value)) {
    const parts = Object.entries(value).filter(([, inner]) => inner !== null && inner !== '')
    return parts.map(([name, inner]) => `${ruleOf(kind, name).title}：${textOf(ruleOf(kind, name), kind, inner)}`).join('；')
  }
  return shownValue(rule, value)
}

export function changesOf(kind: string, before: unknown, after: unknown): Changed[] {
  const [old, now] = [isDoc(before) ? before : {}, isDoc(after) ? after : {}]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  return names.map((name) => {
    const rule = ruleOf(kind, name)
    return {
      name,
      title: rule.title,
      before: isDoc(before) ? textOf(rule, kind, old[name]) : '',
      after: isDoc(after) ? textOf(rule, kind, now[name]) : '',
      same: isDoc(before) && isDoc(after) && JSON.stringify(old[name] ?? null) === JSON.stringify(now[name] ?? null),
    }
  })
}
