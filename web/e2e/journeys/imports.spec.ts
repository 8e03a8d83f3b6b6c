/** Job 1 of the handbook: a ledger as a clerk keeps it is imported, its doubtful rows settled, and taken back. */
import { fileURLToPath } from 'node:url'
import type { Person } from '../journey'
import { expect, test } from '../journey'

const ledger = (name: string) => fileURLToPath(new URL(`../../../tests/data/ledgers/${name}`, import.meta.url))

/** The press on the button counts; the window of the system that follows is no part of the page. */
async function choose(person: Person, file: string): Promise<void> {
  const chooser = person.page.waitForEvent('filechooser')
  await person.click('选择台账文件')
  await (await chooser).setFiles(ledger(file))
}

test('a ledger is imported with one doubtful and one wrong row, and undone', async ({ desk }) => {
  await desk.enter('zhaoshang')
  await expect(desk.page.getByRole('grid', { name: '项目台账' })).toBeVisible()
  desk.took({ clicks: 0, keys: 0 })

  await desk.click('导入')
  await expect(desk.page.getByRole('heading', { name: '导入台账' })).toBeVisible()
  await desk.look('import-new')
  await choose(desk, 'L1-negotiation-wuwei.xlsx')
  await expect(desk.page.getByText('共12列，认出12列')).toBeVisible()
  await expect(desk.page.getByText('城镇基础设施和社会事业项目')).toBeVisible()
  await desk.look('import-columns')
  await desk.click('下一步：核对各行')
  await expect(desk.page.getByRole('complementary', { name: '第13行' })).toBeVisible()
  await expect(desk.page.getByText('与表上合计不符')).toBeVisible()
  await desk.look('import-rows-twin')
  await desk.click('同一项目，跳过这一行 1')
  const wrong = desk.page.getByRole('complementary', { name: '第19行' })
  await expect(wrong).toContainText('“待定”不是确切的数额')
  await desk.look('import-rows-error')
  await wrong.getByLabel('总投资').click()
  await desk.page.getByLabel('总投资').fill('1.5亿元')
  await desk.click('改正')
  await expect(desk.page.getByText('没有待处理的行了')).toBeVisible()
  await desk.look('import-rows-done')
  await desk.click('提交入库（14行）')
  await expect(desk.page.getByText('在台账里看这一批')).toBeVisible()
  await desk.look('import-result')
  // 6, and 3 for each of the two rows; the click into the field is counted here by hand
  desk.took({ clicks: 6 + 3 + 3 - 1, keys: 0 })

  await desk.click('撤销导入')
  await expect(desk.page.getByRole('dialog').getByRole('button', { name: '撤销导入' })).toBeVisible()
  await desk.page.waitForTimeout(400) // the layer comes in
  await desk.look('import-undo')
  await desk.page.getByRole('dialog').getByRole('button', { name: '撤销导入' }).click()
  await expect(desk.page.locator('.import-state', { hasText: '已撤销' })).toBeVisible()
  desk.took({ clicks: 1, keys: 0 })
  await desk.look('import-undone')
})

test('a ledger that was imported before is told so; decisions are taken by keys and for all alike', async ({ desk }) => {
  await desk.enter('zhaoshang')
  await desk.open('/imports/new')
  await choose(desk, 'L2-dispatch-jinchang.xlsx')
  await expect(desk.page.getByText('同一份文件已经导入过')).toBeVisible()
  await desk.page.setViewportSize({ width: 1366, height: 625 })
  await desk.look('import-columns-wide-625')
  await desk.click('下一步：核对各行')
  await expect(desk.page.getByRole('complementary', { name: '第7行' })).toBeVisible()
  await desk.look('import-rows-625')
  await desk.page.getByLabel(/^同样情况的另\d+行一并处理$/).check()
  await desk.click('同一项目，跳过这一行 1')
  await expect(desk.page.getByRole('complementary', { name: '第15行' })).toBeVisible()
  await desk.press('F8')
  await expect(desk.page.getByRole('complementary', { name: '第30行' })).toBeVisible()
  await desk.look('import-rows-library')
  await desk.press('2')
  await expect(desk.page.getByRole('complementary', { name: '第15行' })).toBeVisible()
  await desk.page.getByRole('button', { name: /^非项目行/ }).click()
  await expect(desk.page.getByText('注：1.“年度计划投资”')).toBeVisible()
  await desk.look('import-not-rows')
  await desk.page.getByRole('button', { name: /^全部/ }).click()
  await expect(desk.page.getByRole('grid', { name: '各行' })).toBeVisible()
  await desk.look('import-rows-all')
  // leaving keeps the batch; its address is enough
  await desk.click('返回导入记录')
  await desk.click('未完成导入')
  await expect(desk.page.getByRole('grid', { name: '导入' })).toBeVisible()
  await desk.page.setViewportSize({ width: 1366, height: 768 })
  await desk.look('imports')
  await desk.page.getByText('L2-dispatch-jinchang.xlsx').first().dblclick()
  await desk.click('放弃')
  await desk.page.waitForTimeout(400)
  await desk.look('import-abandon')
  await desk.page.getByRole('dialog').getByRole('button', { name: '放弃' }).click()
  await expect(desk.page.getByRole('grid', { name: '导入' })).toBeVisible()
})
