/** A project of the tests with all that its pages ask, as the API answers it. */
import type { components, operations } from '@/api/schema'
import { answers } from './server'

type Schemas = components['schemas']
type Event = operations['list_project_history']['responses'][200]['content']['application/json']['items'][number]

export const project = (id: number, more: Partial<Schemas['ProjectView']> = {}): Schemas['ProjectView'] => ({
  id,
  number: `XM-2026-${String(id).padStart(5, '0')}`,
  name: `铜箔项目${id}`,
  content: '年产铜箔5千吨',
  stage: 'started',
  stage_no: 8,
  end_state: null,
  stage_since_on: '2026-03-01',
  total_investment_yuan: 2_522_000_000,
  funds_in_place_yuan: 30_000_000,
  funds_outside_city_yuan: 0,
  funds_outside_province_yuan: 30_000_000,
  lead_unit_id: 2,
  lead_unit_name: '某局',
  confidential: false,
  created_at: '2026-01-05T01:00:00Z',
  updated_at: '2026-03-05T01:00:00Z',
  version: 1,
  parties: [
    { id: 1, enterprise_id: 31, name: '华东示例合金有限公司', role: 'investor' },
    { id: 2, enterprise_id: null, name: '未入库的一方', role: 'investor' },
  ],
  phases: [],
  codes: [],
  units: [],
  readers: [],
  tags: [],
  locked: [],
  can: [],
  ...more,
})

const stage = (
  code: Schemas['Stage'],
  label: string,
  group: string,
  progress: string,
  more: Partial<Schemas['LifecycleView']['stages'][number]> = {},
): Schemas['LifecycleView']['stages'][number] => ({
  stage: code,
  label,
  group,
  progress,
  days: 0,
  suspended_days: 0,
  ...more,
})

export const lifecycle = (id: number, more: Partial<Schemas['LifecycleView']> = {}): Schemas['LifecycleView'] => ({
  project_id: id,
  number: `XM-${id}`,
  name: `铜箔项目${id}`,
  stage: 'started',
  end_state: null,
  stage_since_on: '2026-03-01',
  days_in_stage: 40,
  overdue: true,
  groups: [
    { code: 'signing', label: '签约', progress: 'done', days: 20 },
    { code: 'construction', label: '建设', progress: 'current', days: 40 },
    { code: 'production', label: '投产', progress: 'ahead', days: 0 },
  ],
  stages: [
    stage('signed', '签约', 'signing', 'done', { audited_on: '2026-02-10' }),
    stage('started', '开工', 'construction', 'current', { entered_on: '2026-03-01' }),
    stage('building', '在建', 'construction', 'ahead', { record_state: 'submitted' }),
    stage('producing', '投产', 'production', 'ahead'),
  ],
  records: [],
  log: [],
  gate_revision: 1,
  can: [],
  ...more,
})

export const transitions = (id: number): Schemas['TransitionsView'] => ({
  project_id: id,
  stage: 'started',
  gate_revision: 1,
  targets: [
    {
      to: 'building',
      label: '在建',
      kind: 'advance',
      allowed: false,
      blocking: [
        { code: 'evidence.missing', field: 'evidence.photo', message: '缺少施工现场照片', how_to_fix: '上传照片' },
        { code: 'policy.forbidden', field: 'caller', message: '您没有办理权限', how_to_fix: '可以办理的有：某局' },
      ],
      requires: [],
      who: '经办人',
      persons: [{ user_id: 9, name: '企服务', unit_name: '市工信局', role: '服务专员' }],
      due_on: '2026-03-31',
      audited_by: '审核人',
    } as Schemas['TransitionTarget'],
  ],
  ends: [],
  can: [],
})

const event = (id: number, title: string): Event =>
  ({ id, at: '2026-03-05T01:00:00Z', title, actor_name: '工在先', changes: [] }) as unknown as Event

/** Everything a page of this project asks. */
export const projectAnswers = (view: Schemas['ProjectView']) => [
  answers(`/projects/${view.id}`, view),
  answers(`/projects/${view.id}/lifecycle`, lifecycle(view.id)),
  answers(`/projects/${view.id}/transitions`, transitions(view.id)),
  answers(`/projects/${view.id}/funds`, {
    items: [
      {
        id: 1,
        entered_on: '2026-03-02',
        amount_yuan: 30_000_000,
        origin: 'outside_province',
        kind: 'fixed',
        proof_type: 'bank_voucher',
        state: 'passed',
      },
    ],
    totals: {
      in_place_yuan: 30_000_000,
      outside_province_yuan: 30_000_000,
      outside_city_yuan: 0,
      fixed_yuan: 30_000_000,
      working_yuan: 0,
      pending_yuan: 5_000_000,
    },
  }),
  answers(`/projects/${view.id}/history`, { items: [event(9, '推进阶段'), event(8, '登记到位资金')], total: 2 }),
]
