/** Job 5: the month's reports: 3 clicks and one per changed cell, one key per unchanged row; then they are audited. */
import { expect, inboxAct, test } from '../journey'

// before the next: a report may not be taken back when a later month is passed
test('a figure ten times the last one is asked about, a draft survives, and what stands above is filled down', async ({
  desk,
}) => {
  await desk.enter('zhaoshang')
  const { page } = desk
  await desk.open('/report-periods')
  // last month is still open: the one that was handed in and not audited may be taken back
  await page
    .getByRole('link', { name: /^\d{4}-\d{2}$/ })
    .nth(1)
    .click()
  await page.getByRole('button', { name: '金川集团公司5千吨新能源电子材料铜箔项目：撤回' }).click()
  const cell = page.getByLabel('金川集团公司5千吨新能源电子材料铜箔项目：本月完成投资')
  await expect(cell).toBeEnabled()
  await cell.fill('90000')
  await page.waitForTimeout(1500) // a draft is kept a second after the last key
  await page.reload()
  await page.getByRole('button', { name: '接着填' }).click()
  await expect(cell).toHaveValue('90000')
  await page.getByRole('button', { name: '提交1份' }).click()
  await page.getByRole('button', { name: '确认提交' }).click()
  await expect(page.getByText('达到10倍以上')).toBeVisible()
  await desk.look('monthly-asked', '提交1份')
  await page.getByRole('button', { name: '已核对' }).click()
  await page.getByRole('button', { name: '提交1份' }).click()
  await page.getByRole('button', { name: '确认提交' }).click()
  await expect(page.getByText('已提交1份月报')).toBeVisible()
})

test('the reports of a month: unchanged with a key, changed with a click, handed in and audited together', async ({
  desk,
  second,
  phone,
}) => {
  await desk.enter('zhaoshang')
  const { page } = desk
  await expect(page.getByRole('button', { name: /填报月报.*还有8个没有报/ })).toBeVisible()
  await desk.tap(inboxAct(page, /填报月报.*还有8个没有报/))
  await expect(page.getByText('已报1/9')).toBeVisible()
  await desk.look('monthly-empty', '其余7个都无变化')
  // six rows without change, one key each; the next row is next by itself
  await expect(page.getByRole('checkbox', { name: '金川集团公司5千吨新能源电子材料铜箔项目：无变化' })).toBeFocused()
  for (let row = 0; row < 6; row += 1) await desk.press('Space')
  // one changed cell
  await desk.tap(page.getByLabel('天牧乳业现代化规模奶牛养殖基地：本月完成投资'))
  await desk.type('1600')
  await desk.look('monthly-filled', '提交8份')
  await desk.click('提交8份')
  await desk.click('确认提交')
  await expect(page.getByText('已报9/9')).toBeVisible()
  desk.took({ clicks: 4, keys: 6 })
  await desk.look('monthly-submitted')

  // another person of the bureau passes them in one act, but not before the figures that look wrong were asked about
  await second.enter('zhaoshang2')
  await second.open('/monthly-reports')
  // an opinion that was begun survives the page
  const audit = second.page.getByRole('button', { name: '天牧乳业现代化规模奶牛养殖基地：审核' })
  await audit.click()
  await second.page.getByRole('dialog').getByLabel('审核意见').fill('请附监理月报')
  await second.page.waitForTimeout(1500)
  await second.page.reload()
  await audit.click()
  const opinion = second.page.getByRole('dialog')
  await opinion.getByRole('button', { name: '接着填' }).click()
  await expect(opinion.getByLabel('审核意见')).toHaveValue('请附监理月报')
  await second.look('monthly-audit-draft')
  await opinion.getByRole('button', { name: '取消' }).click()
  await second.click('全部通过（15份）')
  await second.look('monthly-pass', '通过')
  await second.click('通过')
  await expect(second.page.getByText('已通过15份月报')).toBeVisible()
  await second.open('/report-periods')
  await expect(second.page.getByRole('heading', { name: '报送情况', exact: true })).toBeVisible()
  await expect(second.page.getByRole('heading', { name: '迟报、漏报', exact: true })).toBeVisible()
  await second.look('report-periods')

  // the project tells its milestones, its months and its pause
  await page.getByRole('link', { name: '金葵生态农旅产业园项目' }).click()
  await expect(page.getByRole('heading', { name: '里程碑', exact: true })).toBeVisible()
  // also told beside the tabs, among what happened last
  await expect(page.getByRole('cell', { name: '冬季冻土停工，经住建部门核实' })).toBeVisible()
  await desk.look('project-progress')

  await phone.enter('zhaoshang')
  await phone.open('/monthly-reports')
  await expect(phone.page.getByText('已报15/25')).toBeVisible()
  await phone.look('monthly-phone')
  await phone.thumbs('monthly-phone')
})
