/** Actions in words, grouped by the part of the system they belong to. */
import { useTranslation } from 'react-i18next'
import { Actions } from '@/api/actions'
import { i18n } from '@/i18n'
import './people.css'

/** One action: its operations in words; what no operation stands for (seeing a telephone number) has a word of its own. */
function wordsOf(code: string): { area: string; words: readonly string[] } {
  const known = Actions[code]
  if (known) return known
  const key = `people.actions.${code.replace('.', '_')}`
  const area = Actions[`${code.split('.')[0]}.read`]?.area ?? i18n.t('people.actions.other')
  return { area, words: i18n.exists(key) ? [i18n.t(key as 'people.actions.user_phone')] : [code] }
}

/** Parts in the order they are met, each with what may be done there. */
export function areasOf(can: readonly string[]): [string, string[]][] {
  const areas = new Map<string, string[]>()
  for (const code of can) {
    const { area, words } = wordsOf(code)
    areas.set(area, [...(areas.get(area) ?? []), ...words])
  }
  return [...areas]
}

export function CanWords({ can }: { can: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <dl className="can-areas">
      {areasOf(can).map(([area, words]) => (
        <div key={area}>
          <dt>{area}</dt>
          <dd>{words.join(t('form.comma'))}</dd>
        </div>
      ))}
    </dl>
  )
}
