import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/rulesets'
import { show } from '@/test/render'
import { Content } from './content'
import { linesOf, placeOf } from './words'

addWords('rulesets', words)

const colours = {
  scope: { min_total_investment_yuan: 50_000_000, stages: ['signed', 'started'] },
  rules: [
    { to: 'blue', any: [{ input: 'paused', comparison: 'above', value: 0 }] },
    {
      to: 'red',
      any: [
        { input: 'days_overdue', comparison: 'above', value: 30 },
        { input: 'no_progress_months', comparison: 'at_least', value: 3 },
      ],
    },
    { to: 'green', any: [] },
  ],
}
const cellsOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    )

it('says the rules of colours as a table: rule, colour, what is looked at, threshold, unit', async () => {
  show(<Content kind="colours" content={colours} />)
  const part = await screen.findByRole('region', { name: '各条规则' })
  expect(cellsOf(within(part).getByRole('table'))).toEqual([
    ['第1条', '◆蓝', '经批准暂停', '', '', ''],
    ['第2条', '■红', '节点逾期天数', '大于', '30', '天'],
    ['第2条', '■红', '没有进展的月数', '不小于', '3', '个月'],
    ['第3条', '●绿', '没有以上情形', '', '', ''],
  ])
  expect(screen.getByRole('region', { name: '管哪些项目' }).textContent).toContain('签约、开工')
  // exactly as it is, for whoever wants that
  expect(screen.getByText('规则内容（JSON）').closest('details')?.textContent).toContain('"at_least"')
})

it('says other documents by their parts, entries by their names instead of their codes', async () => {
  const { unmount } = show(
    <Content
      kind="procedures"
      content={{
        goal_working_days: 90,
        steps: [
          { code: 'filing', name: '项目备案', applies: 'all', working_days: 0 },
          { code: 'site', name: '用地预审', applies: 'all', after: ['filing'], working_days: 2 },
        ],
      }}
    />,
  )
  const steps = await screen.findByRole('region', { name: '各项手续' })
  expect(cellsOf(within(steps).getByRole('table'))[1]?.slice(0, 4)).toEqual(['用地预审', '2', '—', '项目备案'])
  unmount()
  const item = { code: 'leader', label: '一名领导', check: 'sponsor', how_to_fix: '指定包抓领导' }
  const applies_when = { from_stage: 'signed', min_total_investment_yuan: 100_000_000, tags: [] }
  const list = { code: 'four_ones', label: '四个一', enabled: true, applies_when, items: [item] }
  show(<Content kind="checklists" content={{ checklists: [list] }} />)
  expect((await screen.findByRole('region', { name: '各项' })).textContent).toContain('指定包抓领导')
  expect(screen.getByRole('region', { name: '哪些项目适用' }).textContent).toContain('签约')
  expect(screen.getByRole('heading', { name: '四个一' })).toBeTruthy()
})

it('shows a kind it does not know as it is', async () => {
  show(<Content kind="later" content={{ limit: 3 }} />)
  expect((await screen.findByText(/"limit": 3/)).tagName).toBe('PRE')
})

it('names places and entries of these documents in a comparison', () => {
  expect(placeOf('/scope/min_total_investment_yuan', colours)).toBe('管哪些项目 › 总投资不少于')
  expect(linesOf(colours.rules, '/rules')[2]).toBe('颜色：绿')
})

it('names a plain value by its title, with the hint where that says more', async () => {
  show(<Content kind="reminders" content={{ at_hour: 8, days_before: [3, 1, 0], after_every: 1, keep_days: 180, groups: [] }} />)
  const table = (await screen.findAllByRole('table'))[0] as HTMLElement
  const cells = cellsOf(table)
  expect(cells).toContainEqual(['每天几点提醒（北京时间）', '8'])
  expect(cells).toContainEqual(['逾期后每几天提醒一次（0为不再提醒）', '1'])
  expect(cells).toContainEqual(['提醒保留几天，到期不论已读未读一并删除；待办事项本身不受影响', '180'])
})
