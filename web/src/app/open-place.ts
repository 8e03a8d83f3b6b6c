/** From something that waits, or that one was told of, to where it is done. */
import { useNavigate } from '@tanstack/react-router'
import type { components } from '@/api/schema'
import { useMe } from './me'

type Place = Pick<components['schemas']['Notice'], 'kind' | 'resource' | 'resource_id'>

/** On which tab of a project the thing is done. */
const TAB_OF: Partial<Record<Place['kind'], string>> = {
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

export function useOpenPlace(): (place: Place) => void {
  const navigate = useNavigate()
  const me = useMe().data
  return (place) => {
    const params = { id: String(place.resource_id) }
    switch (place.resource) {
      case 'project': {
        const tab = TAB_OF[place.kind]
        return void navigate({ to: '/projects/$id', params, search: tab ? { tab } : {} })
      }
      case 'trip':
        return void navigate({ to: '/trips/$id', params, search: {} })
      case 'reception':
        return void navigate({ to: '/receptions/$id', params })
      case 'talk':
        return void navigate({ to: '/talks/$id', params })
      case 'responsibility':
        return void navigate({ to: '/responsibility', search: { part: 'vacancies' } })
      case 'slip':
        return void navigate({ to: '/slips/$id', params })
      case 'ticket':
        return void navigate({ to: '/tickets/$id', params })
      case 'complaint':
        return void navigate({ to: '/complaints/$id', params })
      case 'approval_item':
        return void navigate({ to: '/approval-items', search: { state: 'received' } })
      case 'report_period': {
        // a month as a number: 202603
        const month = `${params.id.slice(0, 4)}-${params.id.slice(4)}`
        // who audits the reports of all units fills in those of his own
        const own = place.kind === 'monthly_report' && me?.can.includes('report.audit') && me.user ? String(me.user.unit_id) : ''
        const search = place.kind === 'monthly_audit' ? { state: 'submitted' } : own ? { unit_id: own } : {}
        return void navigate({ to: '/monthly-reports', search: { month, ...search } })
      }
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
}
