/** The slips on a project that wait for somebody, as things to do. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { SlipStateWords } from '@/api/labels'
import type { Works } from '@/shared/ui/work'
import { SlipActs } from './acts'
import { openSlipsQuery } from './api'
import type { Go } from './detail'
import { Level } from './level'

export function useSlipWork(project: number, may: boolean, To: Go): Works {
  const { t } = useTranslation()
  const found = useQuery({ ...openSlipsQuery(project), enabled: may })
  const items = (found.data?.items ?? []).map((slip) => ({
    key: `slip-${slip.id}`,
    overdue: slip.overdue_days,
    due: slip.due_on ?? null,
    kind: t('menu.slips'),
    title: (
      <To to="slip" id={slip.id}>
        {slip.matter}
      </To>
    ),
    note: (
      <>
        <Level slip={slip} /> {SlipStateWords[slip.state]} {slip.issuer_name}
      </>
    ),
    acts: slip.can.length > 0 ? <SlipActs slip={slip} /> : null,
  }))
  return {
    items,
    pending: found.isLoading,
    failed: found.error ? { error: found.error, again: () => void found.refetch() } : undefined,
  }
}
