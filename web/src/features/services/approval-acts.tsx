/** What may be done with a procedure now. */

import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import {
  ApprovalCompletionInputFields,
  ApprovalPauseInputFields,
  ApprovalReceptionInputFields,
  ApprovalResumptionInputFields,
  ServiceReasonInputFields,
} from '@/api/fields'
import { today } from '@/shared/dates'
import { type Act, Acts } from './acts'
import { type Approval, approvalActs } from './api'

export function ApprovalActs({ item, small = false }: { item: Approval; small?: boolean }) {
  const { t } = useTranslation()
  const { id, state } = item
  const acts: Act[] = []
  if (state === 'planned') {
    acts.push(
      {
        key: 'receive',
        label: t('services.receive'),
        fields: ApprovalReceptionInputFields,
        names: ['received_on', 'promised_days', 'longer_reason'],
        initial: { received_on: today(), promised_days: item.promised_days ?? item.standard_days ?? undefined },
        first: true,
        send: (values, sending) => approvalActs.receptions(id, values, sending),
      },
      {
        key: 'exempt',
        label: t('services.exempt'),
        fields: ServiceReasonInputFields,
        names: ['reason'],
        send: (values, sending) => approvalActs.exemptions(id, values, sending),
      },
    )
  }
  if (state === 'received') {
    acts.push(
      {
        key: 'finish',
        label: t('services.finish'),
        fields: ApprovalCompletionInputFields,
        names: ['finished_on', 'result_number', 'file_ids'],
        initial: { finished_on: today() },
        first: true,
        send: (values, sending) => approvalActs.completions(id, values, sending),
      },
      {
        key: 'pause',
        label: t('services.pause'),
        fields: ApprovalPauseInputFields,
        names: ['from_on', 'reason', 'file_ids'],
        initial: { from_on: today() },
        send: (values, sending) => approvalActs.pauses(id, values, sending),
      },
    )
  }
  if (state === 'paused') {
    acts.push({
      key: 'resume',
      label: t('services.resume'),
      fields: ApprovalResumptionInputFields,
      names: ['until_on'],
      initial: { until_on: today() },
      first: true,
      send: (values, sending) => approvalActs.resumptions(id, values, sending),
    })
  }
  if (state === 'finished' || state === 'not_needed') {
    acts.push({
      key: 'redo',
      label: t('services.redo'),
      fields: ServiceReasonInputFields,
      names: ['reason'],
      send: (values, sending) => approvalActs.reopenings(id, values, sending),
    })
  }
  if (!item.can.includes('approval.edit')) return null
  return <Acts acts={acts} of={`approval-${id}`} etag={tagOf(item)} small={small} done={t('services.done')} />
}
