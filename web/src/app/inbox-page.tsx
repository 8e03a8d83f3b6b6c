/** The landing page: what waits, and from each item to where it is done. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { InboxItem, InboxKind, InboxTab } from '@/features/inbox/api'
import { Inbox } from '@/features/inbox/list'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/inbox'
import { useRecordTalk } from './record-talk'

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
}

export function InboxPage() {
  const { tab, kind } = route.useSearch()
  const navigate = useNavigate()
  const record = useRecordTalk()
  const open = (item: InboxItem) => {
    const params = { id: String(item.resource_id) }
    switch (item.resource) {
      case 'responsibility':
        void navigate({ to: '/responsibility', search: { part: 'vacancies' } })
        return
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
      case 'claim':
        return void navigate({ to: '/claims/$id', params })
      case 'transfer':
        return void navigate({ to: '/claims/transfers/$id', params })
      case 'objection':
        return void navigate({ to: '/claims/objections/$id', params })
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
      onTalk={record ? () => record({}) : undefined}
    />
  )
}
