import { describe, expect, it } from 'vitest'
import type { Report } from './api'
import { differs, editOf, inputOf, isComplete, isOpen, totalOf } from './edits'
import { stepMonth } from './month-head'

const row = (more: Partial<Report> = {}): Report =>
  ({
    project_id: 1,
    month: '2026-03',
    state: 'none',
    version: 0,
    unchanged: false,
    confirmed: [],
    adjusted_yuan: -5,
    total_before_yuan: 100,
    can: ['report.submit'],
    last: { month: '2026-02', invested_month_yuan: 10, invested_total_yuan: 100, image_progress: '主体施工', problems: '用电' },
    ...more,
  }) as Report

describe('a row of the grid', () => {
  it('begins with the words of the month before and no money', () => {
    const edit = editOf(row())
    expect([edit.month, edit.image, edit.problems, edit.version]).toEqual([null, '主体施工', '用电', 0])
    expect(isComplete(edit)).toBe(false)
    expect(isComplete({ ...edit, unchanged: true })).toBe(true)
  })

  it('shows what was saved once something was', () => {
    const saved = row({ state: 'draft', version: 3, invested_month_yuan: 7, image_progress: '封顶', problems: null })
    const edit = editOf(saved)
    expect([edit.month, edit.image, edit.problems, edit.version]).toEqual([7, '封顶', '', 3])
    expect(differs(saved, edit, 'image')).toBe(true)
    expect(differs(saved, edit, 'next')).toBe(false)
  })

  it('adds up as the service does: before, adjusted, this month', () => {
    const edit = { ...editOf(row()), month: 20 }
    expect(totalOf(row(), edit)).toBe(115)
    expect(totalOf(row(), { ...edit, unchanged: true })).toBe(95)
    expect(totalOf(row({ last: null }), { ...edit, total: 300 })).toBe(300)
  })

  it('sends no total but of a first report, and nothing that was left empty', () => {
    const edit = { ...editOf(row()), month: 20, next: ' ' }
    expect(inputOf(row(), edit)).toEqual({
      invested_month_yuan: 20,
      image_progress: '主体施工',
      funds_month_yuan: null,
      problems: '用电',
      next_month: null,
      confirm: [],
    })
    expect(inputOf(row({ last: null }), { ...edit, total: 300 }).invested_total_yuan).toBe(300)
  })

  it('is open while the service lets one write and it is not handed in', () => {
    expect(isOpen(row())).toBe(true)
    expect(isOpen(row({ state: 'submitted' }))).toBe(false)
    expect(isOpen(row({ can: [] }))).toBe(false)
  })
})

describe('months', () => {
  it('step over the end of the year', () => {
    expect([stepMonth('2026-12', 1), stepMonth('2026-01', -1), stepMonth('2026-03', 0)]).toEqual([
      '2027-01',
      '2025-12',
      '2026-03',
    ])
  })
})
