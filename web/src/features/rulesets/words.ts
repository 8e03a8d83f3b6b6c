/** Places and values of a rule in words: titles from the contract, names of facts and evidence from the content itself. */
import {
  ChoiceFields,
  ClaimRulesFields,
  ColourConditionFields,
  GateEvidenceFields,
  GateFieldFields,
  GateFields,
  GateSumFields,
  GatesFields,
  ReportRulesFields,
  StockOpinionFields,
  TripTimesFields,
} from '@/api/fields'
import { StageWords } from '@/api/labels'
import type { FieldRule, Fields } from '@/shared/form/rule'
import { shownValue } from '@/shared/form/shown-value'
import { SHAPES, type Shape } from './shapes'

/** Rule sets that are a handful of plain values; the others are documents. */
export const FORMS: Readonly<Record<string, Fields>> = {
  claims: ClaimRulesFields,
  reports: ReportRulesFields,
  trips: TripTimesFields,
}

const fieldsIn = ({ fields, parts }: Shape): Fields => Object.assign({}, ...Object.values(parts ?? {}).map(fieldsIn), fields)

const KNOWN: Fields = {
  ...ColourConditionFields,
  ...Object.assign({}, ...Object.values(SHAPES).map(fieldsIn)),
  ...ChoiceFields,
  ...GateEvidenceFields,
  ...GateSumFields,
  ...GateFieldFields,
  ...GateFields,
  ...GatesFields,
  ...StockOpinionFields,
  ...ClaimRulesFields,
  ...ReportRulesFields,
  ...TripTimesFields,
}
type Doc = Record<string, unknown>
export const isDoc = (value: unknown): value is Doc => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Which property of an entry is its code, as the paths of changes name it. */
const CODES = ['stage', 'evidence_type', 'field', 'code'] as const
const codeOf = (entry: Doc): string | undefined =>
  CODES.map((name) => entry[name]).find((code) => typeof code === 'string') as string | undefined
const nameOf = (entry: Doc): string | undefined => {
  for (const name of ['label', 'name']) if (typeof entry[name] === 'string') return entry[name]
  const stage = entry['stage']
  return typeof stage === 'string' ? StageWords[stage as keyof typeof StageWords] : undefined
}

/** Names of the entries of a document by their codes. */
export function namesIn(value: unknown, found: Map<string, string> = new Map()): Map<string, string> {
  if (Array.isArray(value)) for (const one of value) namesIn(one, found)
  else if (isDoc(value)) {
    const [code, name] = [codeOf(value), nameOf(value)]
    if (code && name) found.set(code, name)
    for (const one of Object.values(value)) namesIn(one, found)
  }
  return found
}

/** `/stages/signed/evidence/contract/min_files` in words, or the pointer of a refusal (`/content/stages/5/…`) by position. */
export function placeOf(path: string, content: unknown): string {
  const names = namesIn(content)
  let here: unknown = content
  const words: string[] = []
  const parts = path.split('/').slice(1)
  for (const part of parts[0] === 'content' ? parts.slice(1) : parts) {
    if (Array.isArray(here)) {
      const entry = /^\d+$/.test(part) ? here[Number(part)] : here.find((one) => isDoc(one) && codeOf(one) === part)
      words.push((isDoc(entry) ? nameOf(entry) : undefined) ?? names.get(part) ?? part)
      here = entry
    } else {
      // the list of all stages says nothing beside the stage
      if (part !== 'stages') words.push(KNOWN[part]?.title ?? names.get(part) ?? part)
      here = isDoc(here) ? here[part] : undefined
    }
  }
  return words.join(' › ')
}

/** A value as lines: a list has one a line, an entry its parts. */
export function linesOf(value: unknown, path = ''): string[] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value.flatMap((one) => (isDoc(one) ? [entryText(one)] : linesOf(one, path)))
  if (isDoc(value)) return [entryText(value)]
  return [shownValue(KNOWN[path.split('/').at(-1) ?? ''], value)]
}

function entryText(entry: Doc): string {
  const parts = Object.entries(entry).flatMap(([name, value]) => {
    if (value === null || CODES.includes(name as (typeof CODES)[number]) || (Array.isArray(value) && value.length === 0))
      return []
    const rule: FieldRule | undefined = KNOWN[name]
    const text = isDoc(value) || (Array.isArray(value) && value.some(isDoc)) ? linesOf(value).join('；') : shownValue(rule, value)
    return [name === 'label' || name === 'opinion' ? text : `${rule?.title ?? name}：${text}`]
  })
  return parts.join('；')
}
