/** What the contract says of a field that a form sends; src/api/fields.ts has them for every body. */
import type { Rule } from 'antd/es/form'
import { i18n } from '@/i18n'
import type { Parts } from './parts'

export type FieldKind =
  | 'text'
  | 'long'
  | 'integer'
  | 'number'
  | 'money'
  | 'date'
  | 'instant'
  | 'flag'
  | 'choice'
  | 'choices'
  | 'id'
  | 'ids'
  | 'list'
  /** Made of fields of its own; its form draws it. */
  | 'group'
  | 'rows'

export type FieldRule = {
  title: string
  kind: FieldKind
  required?: true
  hint?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  pattern?: string
  words?: Readonly<Record<string, string>>
  /** How a reader sees a value that is made of others; without it the parts stand one after the other. */
  shown?: (value: unknown) => string
  /** Parts that two people may change each for himself. */
  parts?: Parts
}
export type Fields = Readonly<Record<string, FieldRule>>

/** The rules of antd's form for a field; the API checks the same and has the last word. */
export function rulesOf(field: FieldRule, required = field.required === true): Rule[] {
  const { t } = i18n
  const rules: Rule[] = []
  const title = field.title
  if (required && field.kind !== 'flag') {
    const whitespace = field.kind === 'text' || field.kind === 'long'
    const several = ['ids', 'choices', 'list', 'rows'].includes(field.kind)
    rules.push({
      required: true,
      ...(whitespace ? { whitespace: true } : {}),
      ...(several ? { type: 'array' as const } : {}), // an empty list is nothing, too
      message: t('form.required', { title }),
    })
  }
  if (field.kind === 'text' || field.kind === 'long') {
    if (field.maxLength !== undefined) {
      rules.push({ max: field.maxLength, message: t('form.tooLong', { title, n: field.maxLength }) })
    }
    if (field.minLength !== undefined && field.minLength > 1) {
      rules.push({ min: field.minLength, message: t('form.tooShort', { title, n: field.minLength }) })
    }
    if (field.pattern !== undefined) {
      rules.push({ pattern: new RegExp(field.pattern, 'u'), message: t('form.pattern', { title, hint: field.hint ?? '' }) })
    }
  }
  return rules
}
