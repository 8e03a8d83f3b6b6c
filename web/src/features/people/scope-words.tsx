/** Scopes of a token in words; their codes stand behind, because the other side is configured with them. */
import Checkbox from 'antd/es/checkbox'
import { useTranslation } from 'react-i18next'
import { Scopes } from '@/api/actions'
import type { components } from '@/api/schema'
import { i18n } from '@/i18n'
import './people.css'

export function scopeWord(code: string): string {
  const known = Scopes[code]
  if (!known) return code
  // one operation says more than the part it belongs to
  if (known.words.length === 1) return known.words[0] ?? code
  const areas = known.areas.join(i18n.t('form.comma'))
  return i18n.t(code.endsWith(':read') ? 'people.tokens.read' : 'people.tokens.write', { areas })
}

type Scope = components['schemas']['TokenScope']
type Props = { scopes: readonly Scope[]; id?: string; value?: string[]; onChange?: (codes: string[]) => void }

/** Of the scopes that may be granted those that are not always part of a token. */
export function ScopeChoices({ scopes, id, value = [], onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Checkbox.Group
      {...(id ? { id } : {})}
      className="scope-choices"
      value={value}
      onChange={(codes) => onChange?.(codes as string[])}
    >
      {scopes
        .filter((one) => !one.always)
        .map(({ scope, words }) => (
          <Checkbox key={scope} value={scope} title={words.join(t('form.comma'))}>
            {scopeWord(scope)}
            <small>{t('people.tokens.code', { code: scope })}</small>
          </Checkbox>
        ))}
    </Checkbox.Group>
  )
}

export function ScopeList({ scopes }: { scopes: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <ul className="scope-list">
      {scopes.map((code) => (
        <li key={code}>
          {scopeWord(code)}
          {t('people.tokens.code', { code })}
        </li>
      ))}
    </ul>
  )
}
