/** The landing page: what waits, and from each item to where it is done. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { InboxItem, InboxKind, InboxTab } from '@/features/inbox/api'
import { Inbox } from '@/features/inbox/list'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/inbox'
import { useRecordTalk } from './record-talk'
import { HomeNumbers } from './slips-numbers'

addWords('inbox', words)

const route = getRouteApi('/inbox')

/** On which tab of a project the thing is done. */
const TAB_OF: Partial<Record<InboxKind, string>> = {
  stage_audit: 'records',
  stage_returned: 'records',
  signature_audit: 'signatures',
  signature_returned: 'signatures',
  contract_follow_up: 'signatures',
  amendment_audit: 'amendments',
  amendment_returned: 'amendments',
  funds_audit: 'funds',
  funds_returned: 'funds',
  monthly_returned: 'progress',
  restatement_audit: 'progress',
  milestone_due: 'progress',
  pause_decision: 'progress',
}

export function InboxPage() {
  const { tab, kind } = route.useSearch()
  const navigate = useNavigate()
  const record = useRecordTalk()
  const open = (item: InboxItem) => {
    const params = { id: String(item.resource_id) }
    switch (item.resource) {
      case 'project': {
        const tab = TAB_OF[item.kind]
        return void navigate({ to: '/projects/$id', params, search: tab ? { tab } : {} })
      }
      case 'trip':
        return void navigate({ to: '/trips/$id', params, search: {} })
      case 'reception':
        return void navigate({ to: '/receptions/$id', params })
      case 'talk':
        return void navigate({ to: '/talks/$id', params })
      case 'slip':
        return void navigate({ to: '/slips/$id', params })
      case 'claim':
        return void navigate({ to: '/claims/$id', params })
      case 'transfer':
        return void navigate({ to: '/claims/transfers/$id', params })
      case 'objection':
        return void navigate({ to: '/claims/objections/$id', params })
      case 'ticket':
        return void navigate({ to: '/tickets/$id', params })
      case 'complaint':
        return void navigate({ to: '/complaints/$id', params })
      case 'approval_item':
        return void navigate({ to: '/projects/$id', params: { id: String(item.part_id) }, search: { tab: 'procedures' } })
      case 'report_period': {
        // a month as a number: 202603
        const month = `${params.id.slice(0, 4)}-${params.id.slice(4)}`
        const state = item.kind === 'monthly_audit' ? { state: 'submitted' } : {}
        return void navigate({ to: '/monthly-reports', search: { month, ...state } })
      }
      case 'import':
        return void navigate({ to: '/imports/$id', params, search: {} })
    }
  }
  return (
    <Inbox
      tab={(tab as InboxTab | undefined) ?? 'todo'}
      kind={kind as InboxKind | undefined}
      onChange={(next, only) => void navigate({ to: '/inbox', search: { tab: next, ...(only ? { kind: only } : {}) } })}
      onOpen={open}
      numbers={<HomeNumbers />}
      onTalk={record ? () => record({}) : undefined}
    />
  )
}
