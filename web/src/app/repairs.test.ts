import { describe, expect, it } from 'vitest'
import type { About } from '@/features/projects/repairs'
import { project, transitions } from '@/test/projects'
import { wayOf } from './repairs'

const gate = {
  fields: [
    { field: 'invested_total_yuan', label: '累计完成投资', kind: 'yuan', source: 'record', required: true },
    { field: 'content', label: '建设内容', kind: 'text', source: 'project', required: true },
  ],
  evidence: [],
  roles: [],
  sums: [{ sum: 'contract_amount_yuan', relation: 'at_least', yuan: 1, only_if_known: false }],
} as unknown as NonNullable<About['transitions']['targets'][number]['gate']>

function about(lacks: readonly string[], more: { can?: string[]; locked?: string[]; stages?: string[] } = {}): About {
  const given = transitions(5)
  return {
    view: project(5, { can: more.can ?? ['project.edit', 'funds.record'], locked: more.locked ?? [] }),
    transitions: {
      ...given,
      can: more.stages ?? ['stage.submit'],
      targets: given.targets.map((target) => ({
        ...target,
        gate,
        blocking: lacks.map((field) => ({ code: 'x', field, message: field, how_to_fix: '' })),
      })),
    },
  }
}
const ALL = ['assignment.edit', 'amendment.submit', 'responsibility.read']

describe('where what lacks is mended', () => {
  it.each([
    ['commissioner', { word: 'assign', open: { form: 'assign', at: 'commissioner' } }],
    ['investor', { word: 'register', open: { form: 'parties' } }],
    ['supporting_unit', { word: 'register', open: { form: 'units' } }],
    ['phases_yuan', { word: 'fill', open: { form: 'phases' } }],
    ['funds_in_place_yuan', { word: 'register', open: { form: 'funds' } }],
    ['content', { word: 'fill', open: { form: 'edit', at: 'content' } }],
    ['contract_amount_yuan', { word: 'fill', open: { form: 'edit', at: 'contract_amount_yuan' } }],
    ['invested_total_yuan', { word: 'fill', open: { form: 'move', at: 'invested_total_yuan' } }],
    ['evidence.photo', { word: 'upload', open: { form: 'move', at: 'evidence.photo' } }],
    ['records.building', { word: 'submit', open: { form: 'move' } }],
    ['completed.evidence.photo', { word: 'look', tab: 'records' }],
    ['lead_unit', { word: 'look', tab: 'responsibility' }],
  ])('%s', (field, way) => expect(wayOf(field, about([field]), ALL)).toEqual(way))

  it('leads to an amendment where the fact is frozen', () => {
    expect(wayOf('contract_amount_yuan', about([], { locked: ['contract_amount_yuan'] }), ALL)).toEqual({
      word: 'amend',
      open: { form: 'amend', at: 'contract_amount_yuan' },
    })
  })

  it('offers nothing to those who may not mend it, and nothing for what is no field', () => {
    const none = about(['commissioner', 'investor', 'invested_total_yuan'], { can: [], stages: [] })
    for (const field of ['commissioner', 'investor', 'invested_total_yuan', 'caller'])
      expect(wayOf(field, none, [])).toBeUndefined()
    expect(wayOf('funds_in_place_yuan', none, [])).toEqual({ word: 'look', tab: 'funds' })
  })
})
