import { describe, expect, it } from 'vitest'
import type { InboxItem } from '@/features/inbox/api'
import { landingFor } from './menu'
import { waitingOf } from './my-projects-page'

const item = (resource_id: number, more: Partial<InboxItem>): InboxItem =>
  ({ kind: 'stage_returned', subject: '', why: `第${resource_id}项`, resource: 'project', resource_id, ...more }) as InboxItem

describe('where one lands', () => {
  it('is what waits, but on a phone the own projects for somebody who follows and does not register', () => {
    const follows = ['me.read', 'inbox.read', 'project.read', 'trip.approve']
    const registers = [...follows, 'project.create']
    expect(landingFor(follows, true)?.to).toBe('/my-projects')
    expect(landingFor(follows, false)?.to).toBe('/inbox')
    expect(landingFor(registers, true)?.to).toBe('/inbox')
    expect(landingFor(['me.read', 'user.read'], true)?.to).toBe('/admin/users')
  })
})

describe('what waits at a project', () => {
  it('is one card each, the longest overdue first, then what is due next, then what has no day', () => {
    const items = [
      item(1, { days_left: null }),
      item(2, { days_left: 3 }),
      item(3, { overdue_days: 2 }),
      item(4, { overdue_days: 9, why: '最久' }),
      item(4, { overdue_days: 1 }),
      item(5, { resource: 'trip', overdue_days: 30 }),
    ]
    expect(waitingOf(items).map((one) => one.id)).toEqual([4, 3, 2, 1])
    expect(waitingOf(items)[0]).toEqual({ id: 4, why: '最久', overdueDays: 9 })
  })
})
