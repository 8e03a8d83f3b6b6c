/**
 * One-stop errands and difficulties: a permit is received, stands still and ends on the chart of its project; a difficulty goes
 * from raising to the enterprise's own word behind a one-purpose link; complaints and services have their pages.
 */
import type { Locator } from '@playwright/test'
import { expect, type Person, test } from '../journey'

const PROJECT = '/projects/14' // 金昌·江楠农产品加工冷链物流园项目

async function dialogOf(person: Person, name: string | RegExp): Promise<Locator> {
  const dialog = person.page.getByRole('dialog', { name }).last()
  await expect(dialog).toBeVisible()
  await expect(person.page.locator('.ant-zoom-appear, .ant-zoom-enter')).toHaveCount(0)
  return dialog
}

test('a permit is received, stands still, runs on and ends; the chart says what is late and what waits', async ({ desk }) => {
  const { page } = desk
  await desk.enter('zhaoshang2')
  await desk.open(`${PROJECT}?tab=procedures`)
  await expect(page.getByText('还没有列入手续')).toBeVisible()
  await desk.look('procedures-none')
  await desk.click('按模板列入手续')
  const chart = page.getByRole('region', { name: '手续流程图' })
  await expect(chart.getByRole('button', { name: /施工许可/ })).toBeVisible()
  await expect(page.getByText(/按承诺走完要83个工作日，目标90个/)).toBeVisible()
  await chart.getByRole('button', { name: /企业设立登记/ }).click()
  const sheet = await dialogOf(desk, '企业设立登记')
  await sheet.getByRole('button', { name: '收件' }).click()
  let form = await dialogOf(desk, '收件')
  await form.getByRole('button', { name: '收件' }).click()
  await expect(page.getByText('已办理')).toBeVisible()
  await expect(sheet.getByText(/收到，当日不计/)).toBeVisible()
  await desk.look('procedure-received')
  await sheet.getByRole('button', { name: '办结' }).click()
  form = await dialogOf(desk, '办结')
  await form.getByLabel('批文、证书编号').fill('91620300MA7XYZ')
  await form.getByRole('button', { name: '办结' }).click()
  await expect(sheet.getByText('91620300MA7XYZ')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText(/已办结1\//)).toBeVisible()
  await page.getByRole('button', { name: '另加一项' }).click()
  form = await dialogOf(desk, '另加一项')
  await form.getByLabel('事项名称').fill('取水许可')
  await form.getByLabel('标准时限').fill('10')
  await form.getByRole('button', { name: '另加一项' }).click()
  await expect(chart.getByRole('button', { name: /取水许可/ })).toBeVisible()
  await desk.look('procedures-chart')
  // a project under way in the demo city: late and waiting ones
  await desk.open('/approval-items?overdue=true')
  await expect(page.getByRole('grid', { name: '手续代办' })).toContainText('水土保持方案审批')
  await desk.look('approvals-list')
})

test('a difficulty from raising to the word of the enterprise itself', async ({ desk, second, phone }) => {
  const { page } = desk
  await desk.enter('zhaoshang2')
  await desk.open(`${PROJECT}?tab=tickets`)
  await desk.click('提出困难')
  let form = await dialogOf(desk, '提出困难')
  await expect(form.getByText('广州江楠集团')).toBeVisible()
  await desk.choose('类型', '用电')
  await form.getByLabel('标题').fill('冷库制冷机组用电增容')
  await form.getByLabel('具体情况').fill('二期制冷机组到货，现有容量不足，请协调增容2000千伏安。')
  await desk.look('ticket-form')
  await form.getByRole('button', { name: '提出困难' }).click()
  await expect(page.getByText('已提出')).toBeVisible()
  await page.getByRole('link', { name: '冷库制冷机组用电增容' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '冷库制冷机组用电增容' })).toBeVisible()
  await desk.click('受理')
  form = await dialogOf(desk, '受理')
  await form.getByRole('button', { name: '受理' }).click()
  await desk.click('回应')
  form = await dialogOf(desk, '回应')
  await form.getByLabel('怎么解决的').fill('供电公司已批复，10日内完成增容。')
  await form.getByRole('button', { name: '回应' }).click()
  await expect(page.getByText('已回应（待企业确认）').first()).toBeVisible()
  await desk.look('ticket-answered')
  await desk.click('生成确认链接')
  const once = await dialogOf(desk, '生成确认链接')
  const link = (await once.locator('code').textContent()) ?? ''
  expect(link).toContain('/confirm#')
  await once.getByLabel('已妥善保存').check()
  await once.getByRole('button', { name: '关闭' }).click()

  // the enterprise, on a phone, without an account
  await phone.page.goto(link)
  await expect(phone.page.getByText('供电公司已批复，10日内完成增容。')).toBeVisible()
  await phone.look('confirm-phone')
  await phone.page.getByRole('button', { name: '解决了', exact: true }).click()
  await expect(phone.page.getByText('请先打分，1至5分。')).toBeVisible()
  await phone.page.locator('.ant-rate-star').nth(4).click()
  await phone.page.getByRole('button', { name: '解决了', exact: true }).click()
  await expect(phone.page.getByText('已收到，谢谢。您可以关闭这一页。')).toBeVisible()
  // once and no more
  await second.page.goto(link)
  await expect(second.page.getByText(/这个链接已经用过/)).toBeVisible()
  await second.look('confirm-spent')

  await page.reload()
  await expect(page.getByText('已办结').first()).toBeVisible()
  await expect(page.getByText('企业确认解决')).toBeVisible()
  await desk.open('/tickets')
  await expect(page.getByRole('grid', { name: '企业困难' })).toContainText('冷库制冷机组用电增容')
  await desk.look('tickets-list')
})

test('complaints, services and their figures have their pages, at a desk and in the hand', async ({ desk, phone }) => {
  const { page } = desk
  await desk.enter('zhaoshang')
  await desk.open('/complaints')
  await expect(page.getByRole('grid', { name: '投诉' })).toContainText('窗口要求重复提交材料')
  await desk.click('登记投诉')
  let form = await dialogOf(desk, '登记投诉')
  await form.getByLabel('投诉人', { exact: true }).fill('某企业办公室')
  await form.getByLabel('投诉什么').fill('停车位被占用')
  await form.getByLabel('具体情况').fill('厂区门口货车停车位长期被社会车辆占用。')
  await desk.look('complaint-form')
  await form.getByRole('button', { name: '登记投诉' }).click()
  await expect(page.getByText('已登记，编号就是回执号')).toBeVisible()
  await page.getByRole('grid', { name: '投诉' }).getByText('停车位被占用').click()
  await page.keyboard.press('Enter')
  await desk.click('办理下一步')
  form = await dialogOf(desk, '办理下一步')
  await desk.choose('到哪个环节', '受理')
  await form.getByRole('button', { name: '办理下一步' }).click()
  await expect(page.getByText('已办理')).toBeVisible()
  await desk.look('complaint-detail')

  await desk.open('/service-records')
  await expect(page.getByText('服务零等待')).toBeVisible()
  await expect(page.getByText(/目标0/).first()).toBeVisible()
  await desk.look('services-list')
  await desk.open('/contact-gaps')
  await expect(page.getByRole('heading', { level: 1, name: '久未联系的项目' })).toBeVisible()
  await desk.look('contact-gaps')

  await phone.enter('zhaoshang2')
  await phone.open(`/projects/5?tab=procedures`)
  await expect(phone.page.getByRole('list', { name: '手续流程图' })).toBeVisible()
  await phone.look('procedures-phone')
  await phone.thumbs('procedures-phone')
  await phone.open('/tickets')
  await expect(phone.page.getByText('二期用地占补平衡')).toBeVisible()
  await phone.look('tickets-phone')
})
