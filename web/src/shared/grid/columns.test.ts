import { describe, expect, it } from 'vitest'
import { asTable, type Column, harmless } from './columns'

type Row = { name: string; yuan: number; code: string }
const columns: Column<Row>[] = [
  { key: 'name', title: '名称', width: 1, text: (r) => r.name },
  { key: 'yuan', title: '总投资', unit: '万元', width: 1, numeric: true, text: (r) => String(r.yuan), copied: () => '123.4567' },
  { key: 'code', title: '信用代码', width: 1, text: (r) => r.code },
]

describe('copies for a spreadsheet', () => {
  it('carries exact figures and keeps codes as text', () => {
    const { text, html } = asTable(columns, [{ name: '铜箔\t项目', yuan: 123.46, code: '916203000000000001' }], true)
    expect(text).toBe('名称\t总投资（万元）\t信用代码\n铜箔 项目\t123.4567\t916203000000000001')
    expect(html).toContain(`<td style="mso-number-format:'\\@'">916203000000000001</td>`)
    expect(html).toContain('<td>123.4567</td>')
  })
  it('leaves unknown cells empty', () => {
    expect(asTable(columns, [{ name: '—', yuan: 0, code: '—' }], false).text).toBe('\t123.4567\t')
  })
  it.each([
    ['=1+1', "'=1+1"],
    ['@SUM', "'@SUM"],
    ['-项目', "'-项目"],
    ['-12.5', '-12.5'],
    ['项目', '项目'],
  ])('%s becomes %s', (given, kept) => expect(harmless(given)).toBe(kept))
  it('lets no markup into the table', () => {
    expect(asTable(columns, [{ name: '<b>&', yuan: 0, code: '' }], false).html).toContain('&lt;b&gt;&amp;')
  })
})
