/** Ends a substitution before its day. */
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ActButton } from '@/shared/ui/act'
import { endSubstitute, type Substitute, written } from './api'

export function EndSubstitute({ one }: { one: Substitute }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  if (!one.can.includes('substitute.edit')) return null
  return (
    <ActButton
      size="small"
      act={(key) => endSubstitute(one.id, one.version, key)}
      onDone={() => void written(queries)}
      confirm={{
        title: t('responsibility.endSubstitute'),
        text: t('responsibility.endSubstituteText', { name: one.substitute_name, who: one.user_name }),
        ok: t('responsibility.end'),
      }}
    >
      {t('responsibility.end')}
    </ActButton>
  )
}
