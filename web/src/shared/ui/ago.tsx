/** An instant in a list: how long ago within a day, else the day; the exact time as title. */
import { useTranslation } from 'react-i18next'
import { instant, sinceText } from '../dates'

export function Ago({ at }: { at: string }) {
  const { t } = useTranslation()
  const since = sinceText(at)
  return (
    <time dateTime={at} title={instant(at)}>
      {'on' in since ? since.on : since.unit === 'now' ? t('ago.now') : t(`ago.${since.unit}`, { n: since.n })}
    </time>
  )
}
