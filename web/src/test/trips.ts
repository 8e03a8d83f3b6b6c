/** A trip of the tests, as the API answers it. */
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export const company = (id: number, more: Partial<Schemas['TripCompanyView']> = {}): Schemas['TripCompanyView'] => ({
  id,
  enterprise_id: 100 + id,
  name: `第${id}企业`,
  planned: true,
  reason: '看厂',
  outcome: null,
  version: 1,
  visits: [],
  projects: [],
  can: ['trip.debrief', 'trip.visit'],
  ...more,
})

export const visit = (id: number, more: Partial<Schemas['TripVisit']> = {}): Schemas['TripVisit'] => ({
  id,
  company_id: 1,
  persons: [],
  recorded_at: '2026-11-30T01:00:00Z',
  version: 1,
  ...more,
})

/** What the API lets the lead unit do. */
const CAN: Partial<Record<Schemas['TripView']['state'], string[]>> = {
  draft: ['trip.submit', 'trip.edit', 'trip.budget', 'trip.cancel'],
  returned: ['trip.submit', 'trip.edit', 'trip.budget', 'trip.cancel'],
  submitted: ['trip.cancel'],
  approved: ['trip.visit', 'trip.return', 'trip.edit', 'trip.budget', 'trip.cancel'],
  under_way: ['trip.return', 'trip.visit', 'trip.debrief', 'trip.edit', 'trip.budget'],
  debriefing: ['trip.debrief', 'trip.close', 'trip.visit', 'trip.budget', 'trip.return'],
}

export const trip = (more: Partial<Schemas['TripView']> = {}): Schemas['TripView'] => ({
  id: 3,
  number: 'CX-2026-0003',
  kind: 'team',
  purpose: '赴长三角招商',
  chain: null,
  station: null,
  lead_unit_id: 2,
  lead_unit_name: '某局',
  leader_user_id: 11,
  leader_name: '包远志',
  leader_post: '副市长',
  starts_on: '2026-11-28',
  ends_on: '2026-11-30',
  budget: [{ item: '交通', planned_yuan: 36_000, spent_yuan: null, standard: null }],
  state: 'draft',
  plan_revision: 1,
  created_at: '2026-11-20T01:00:00Z',
  updated_at: '2026-11-20T01:00:00Z',
  version: 5,
  members: [{ id: 1, user_id: 4, name: '招必达', unit: '某局', post: '科长' }],
  legs: [
    {
      id: 4,
      sequence: 1,
      division_code: '310000',
      province_code: '310000',
      city: '上海',
      from_on: '2026-11-28',
      to_on: '2026-11-30',
    },
  ],
  companies: [company(1), company(2)],
  check_ins: [],
  report: { overdue: false, days_overdue: 0, due_on: null, handed_in_on: null },
  missing: [],
  can: CAN[more.state ?? 'draft'] ?? [],
  ...more,
})
