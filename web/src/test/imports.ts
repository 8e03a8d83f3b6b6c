/** An import as tests of the room have it. */
import type { Session } from '@/features/imports/api'

export const counts = {
  records: 2,
  ok: 0,
  suspected_duplicate: 1,
  error: 1,
  skipped: 0,
  unchanged: 0,
  ok_with_amount: 0,
  subtotals: 1,
  totals: 0,
  groups: 0,
  notes: 0,
  repeated_headers: 0,
  blanks: 0,
}
export const nothing = { created: 0, updated: 0, matched: 0, undone: 0, undo_refused: 0, waiting: 0 }
export const session = (more: Partial<Session> = {}): Session => ({
  id: 7,
  target: 'projects',
  file_name: '台账.xlsx',
  size_bytes: 1,
  sha256: 'x',
  state: 'ready',
  counts,
  sums: null,
  created_at: '2026-03-01T01:30:00Z',
  updated_at: '2026-03-01T01:30:00Z',
  version: 2,
  choices: { columns: [] },
  file: { kind: 'xlsx', sheets: ['在谈', '说明'], warnings: [{ code: 'w', message: '第二张表没有读' }] },
  recognition: {
    target: 'projects',
    sheet: '在谈',
    header: { first: 3, last: 4 },
    unit_above_table: 'wan',
    columns: [
      { column: 'A', path: '项目名称', key: '项目名称', confidence: 100, source: 'recognised', field: 'name' },
      {
        column: 'B',
        path: '投资（亿元）',
        key: '投资',
        confidence: 60,
        source: 'recognised',
        field: 'total_investment_yuan',
        unit: 'yi',
        unit_source: 'header',
      },
    ],
  },
  other_rows: [{ row: 6, kind: 'subtotal', text: '小计' }],
  results: nothing,
  same_file_as: [],
  can: ['import.read', 'import.run'],
  ...more,
})
