import { describe, expect, it } from 'vitest'
import type { ColumnView, Row, Session } from './api'
import {
  choicesOf,
  doubtOf,
  editable,
  headRows,
  isOpen,
  type Mapped,
  reasonOf,
  sameDoubt,
  sameTrouble,
  shownIn,
  titleOf,
} from './rows'

const column = (more: Partial<ColumnView>): ColumnView => ({
  column: 'C',
  path: '总投资',
  key: '总投资',
  confidence: 100,
  source: 'recognised',
  field: 'total_investment_yuan',
  unit: 'yi',
  unit_source: 'header',
  ...more,
})
const row = (n: number, more: Partial<Row> = {}): Row => ({
  row: n,
  status: 'ok',
  name: `第${n}个`,
  values: {},
  issues: [],
  fixes: {},
  other_cells: [],
  as_in_library: false,
  version: 1,
  ...more,
})
const vague = (n: number, text: string) =>
  row(n, {
    status: 'error',
    issues: [
      {
        row: n,
        cell: `C${n}`,
        code: 'amount.not_exact',
        severity: 'error',
        field: 'total_investment_yuan',
        message: `“${text}”不是确切的数额`,
        how_to_fix: '请问清',
      },
    ],
  })
const twin = (n: number, library: number | null, differences = 0) =>
  row(n, {
    status: 'suspected_duplicate',
    duplicate: {
      reason: 'same_name',
      similarity_pct: 100,
      message: '库里已有',
      library_id: library,
      row: library === null ? 3 : null,
      withdrawn: false,
      alike: [],
      differences: Array.from({ length: differences }, () => ({ field: 'name', label: '名称', library: '甲', file: '乙' })),
    },
  })

describe('values in the clerk’s own columns', () => {
  it.each([
    [{ unit: 'yi' as const }, 13_000_000_000, '130'],
    [{ unit: 'wan' as const }, 2_522_000_000, '252,200'],
    [{ unit: 'wan' as const }, 12_345_678, '1,234.5678'],
    [{ unit: 'million' as const }, 12_345_678, '12.345678'],
    [{ unit: null }, 1200, '1,200'],
  ])('%o', (more, yuan, text) => {
    expect(shownIn(column(more), { total_investment_yuan: yuan })).toBe(text)
  })
  it('joins lists, keeps texts, shows nothing for what is not there', () => {
    expect(shownIn(column({ field: 'investors', unit: null }), { investors: ['甲', '乙'] })).toBe('甲、乙')
    expect(shownIn(column({ field: 'signed_on', unit: null }), { signed_on: '2016-07' })).toBe('2016-07')
    expect(shownIn(column({ field: null }), { name: 'x' })).toBe('')
    expect(shownIn(column({}), {})).toBe('')
  })
  it('edits what a person wrote before, else the figure without commas', () => {
    const at = column({ unit: 'wan' }) as Mapped
    expect(editable(at, row(1, { values: { total_investment_yuan: 2_522_000_000 } as never }))).toBe('252200')
    expect(editable(at, row(1, { fixes: { total_investment_yuan: '1.5亿元' } as never }))).toBe('1.5亿元')
  })
  it('says a unit once', () => {
    expect(titleOf(column({ field: 'land_mu', unit: 'mu' }) as Mapped)).toBe('用地面积')
  })
})

describe('what a row waits for', () => {
  it('finds the rows with the very same trouble', () => {
    const rows = [vague(4, '待定'), vague(7, '待定'), vague(9, '5亿多元')]
    const first = rows[0] as Row
    expect(sameTrouble(rows, first, first.issues[0] as Row['issues'][number]).map((one) => one.row)).toEqual([7])
  })
  it('offers what fits: a library record may be updated, a row of the same file may not', () => {
    expect(choicesOf(twin(5, 8, 2))).toEqual(['update_existing', 'accept_as_new', 'skip'])
    expect(choicesOf(twin(5, 8))).toEqual(['skip', 'accept_as_new'])
    expect(choicesOf(twin(5, null))).toEqual(['skip', 'accept_as_new'])
    expect(choicesOf(row(5))).toEqual([])
    expect(sameDoubt([twin(1, 8), twin(2, 9), twin(3, null), twin(4, 8, 1)], twin(1, 8)).map((one) => one.row)).toEqual([2])
  })
  it('names the error before the likely duplicate, and nothing once decided', () => {
    expect(reasonOf({ ...twin(5, 8), issues: vague(5, '待定').issues })).toContain('待定')
    expect(reasonOf(twin(5, 8))).toBe('库里已有')
    expect(reasonOf({ ...twin(5, 8), decision: 'skip' })).toBe('')
  })
  it('is open while something may still come in', () => {
    const states = ['uploaded', 'ready', 'committing', 'interrupted', 'committed', 'undoing', 'undone', 'cancelled'] as const
    expect(states.filter((state) => isOpen({ state } as Session))).toEqual(['ready', 'interrupted', 'committed'])
  })
})

describe('what was recognised', () => {
  it('doubts what is unsure and what has a unit by habit, not what a person said', () => {
    expect(doubtOf(column({ confidence: 60 }))).toBe('unsure')
    expect(doubtOf(column({ unit_source: 'default' }))).toBe('usualUnit')
    expect(doubtOf(column({ confidence: 0, source: 'person' }))).toBeNull()
    expect(doubtOf(column({ field: null, unit: null, confidence: 0, source: 'none' }))).toBeNull()
  })
  it('puts the printed header together again', () => {
    const of = (path: string) => column({ path })
    const rows = headRows([
      of('名称'),
      of('投资/总投资'),
      of('投资/年度计划'),
      of('各月/1月/计划'),
      of('各月/1月/完成'),
      of('各月/2月/计划'),
    ])
    expect(rows).toEqual([
      [
        { text: '名称', from: 0, span: 1, rows: 3 },
        { text: '投资', from: 1, span: 2, rows: 1 },
        { text: '各月', from: 3, span: 3, rows: 1 },
      ],
      [
        { text: '总投资', from: 1, span: 1, rows: 2 },
        { text: '年度计划', from: 2, span: 1, rows: 2 },
        { text: '1月', from: 3, span: 2, rows: 1 },
        { text: '2月', from: 5, span: 1, rows: 1 },
      ],
      [
        { text: '计划', from: 3, span: 1, rows: 1 },
        { text: '完成', from: 4, span: 1, rows: 1 },
        { text: '计划', from: 5, span: 1, rows: 1 },
      ],
    ])
  })
})
