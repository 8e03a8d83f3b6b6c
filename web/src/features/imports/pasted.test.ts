import { expect, it } from 'vitest'
import { asCsv, cellsOf, pastedFile } from './pasted'

it('reads what a spreadsheet puts on the clipboard', () => {
  expect(cellsOf('名称\t总投资\r\n铜箔\t1,000\r\n')).toEqual([
    ['名称', '总投资'],
    ['铜箔', '1,000'],
  ])
  expect(cellsOf('"第一行\n第二行"\t"说""好"""\n\t丙')).toEqual([
    ['第一行\n第二行', '说"好"'],
    ['', '丙'],
  ])
  // a quote within a text is no quotation, an empty last cell is one, and empty rows are none
  expect(cellsOf('5"管\t\n\n甲\t乙\n')).toEqual([
    ['5"管', ''],
    ['甲', '乙'],
  ])
  expect(cellsOf('只一个')).toEqual([['只一个']])
  expect(cellsOf(' \n')).toEqual([])
})

it('writes it as a file of commas with the time of Shanghai in its name', async () => {
  const cells = [['甲,乙', '说"好"', '一\n二', '丁']]
  expect(asCsv(cells)).toBe('"甲,乙","说""好""","一\n二",丁')
  const file = pastedFile(cells, '粘贴', new Date('2026-12-02T06:32:00Z'))
  expect(file.name).toBe('粘贴-20261202-1432.csv')
  expect(await file.text()).toBe(asCsv(cells))
})
