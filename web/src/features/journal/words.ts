/** Events and kinds of subjects in words. */
import { i18n } from '@/i18n'

type Events = keyof typeof import('@/i18n/rooms/journal').default.events
type Kinds = keyof typeof import('@/i18n/rooms/journal').default.kinds

const keyOf = (event: string): string => event.replace('.', '__')

export const eventWord = (event: string): string => {
  const { t } = i18n
  const key = keyOf(event)
  return i18n.exists(`journal.events.${key}`) ? t(`journal.events.${key as Events}`) : t('journal.otherEvent')
}

export const kindWord = (kind: string): string => {
  const { t } = i18n
  return i18n.exists(`journal.kinds.${kind}`) ? t(`journal.kinds.${kind as Kinds}`) : t('journal.otherKind')
}

/** All words of a part of the texts, for a choice among them. */
export function choices(part: 'events' | 'kinds'): Record<string, string> {
  const words = i18n.getResource('zh-CN', 'translation', `journal.${part}`) as Record<string, string> | undefined
  return Object.fromEntries(Object.entries(words ?? {}).map(([key, word]) => [key.replace('__', '.'), word]))
}
