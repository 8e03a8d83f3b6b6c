/** A value of a field as a reader sees it: in words, with its unit, `—` when there is none. */
import { i18n } from '@/i18n'
import { instant } from '../dates'
import { headline } from '../money'
import type { FieldRule } from './rule'

export function shownValue(field: FieldRule | undefined, value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  if (field?.shown && !Array.isArray(value)) return field.shown(value)
  if (typeof value === 'boolean') return i18n.t(value ? 'form.yes' : 'form.no')
  if (Array.isArray(value))
    return value.length === 0 ? '—' : value.map((one) => shownValue(field, one)).join(i18n.t('form.comma'))
  if (typeof value === 'object') {
    return Object.values(value)
      .filter((one) => one !== null && one !== '' && typeof one !== 'object')
      .map(String)
      .join(' ')
  }
  if (field?.kind === 'money' && typeof value === 'number') return headline(value)
  if (field?.kind === 'instant' && typeof value === 'string') return instant(value)
  return field?.words?.[String(value)] ?? String(value)
}
