/** Kinds of subjects in words, and what may be chosen in the filters. */
import { i18n } from '@/i18n'

type Events = keyof typeof import('@/i18n/rooms/journal').default.events
type Kinds = keyof typeof import('@/i18n/rooms/journal').default.kinds

export const kindWord = (kind: string): string => {
  const { t } = i18n
  return i18n.exists(`journal.kinds.${kind}`) ? t(`journal.kinds.${kind as Kinds}`) : t('journal.otherKind')
}

/** All words of a part of the texts, for a choice among them. */
export function choices(part: 'events' | 'kinds'): Record<string, string> {
  const { t } = i18n
  const keys = Object.keys((i18n.getResource('zh-CN', 'translation', `journal.${part}`) as object | undefined) ?? {})
  const word = (key: string) => (part === 'events' ? t(`journal.events.${key as Events}`) : t(`journal.kinds.${key as Kinds}`))
  return Object.fromEntries(keys.map((key) => [key.replace('__', '.'), word(key)]))
}
