/** The figures: from every number to its list; targets set; the map looked at; the board beside the ledger. */
import type { Page } from '@playwright/test'
import { test as base, expect, type Person } from '../journey'
import { type Service, start } from '../service'

const test = base.extend<object, { service: Service }>({
  service: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of what a fixture needs
    async ({}, use) => {
      const service = await start({ projects: 400, trips: 120 })
      await use(service)
      await service.stop()
    },
    { scope: 'worker' },
  ],
})

/** The whole page at once, below what a screen shows. */
async function whole(person: Person, name: string): Promise<void> {
  const size = person.page.viewportSize() ?? { width: 1366, height: 768 }
  const height = await person.page.evaluate(() => {
    const content = document.getElementById('content')
    return Math.ceil((content?.scrollHeight ?? 0) + 64)
  })
  await person.page.setViewportSize({ width: size.width, height: Math.max(size.height, height) })
  await person.look(name)
  await person.page.setViewportSize(size)
}

const drawn = (page: Page) => expect(page.locator('.map-box svg path').first()).toBeVisible()

test('a clerk sets a target, reads the dashboard and opens what a number stands for', async ({ desk }) => {
  const { page } = desk
  await desk.enter('zhaoshang')
  await desk.open('/targets')
  await expect(page.getByRole('heading', { level: 1, name: '年度任务' })).toBeVisible()
  await desk.click('调整金昌市招商局的任务')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('任务数（万元）').fill('5亿')
  await dialog.getByLabel('依据').fill('金招发〔2026〕3号')
  await expect(dialog.getByText('= 5.00亿元 = 500,000,000元')).toBeVisible()
  await desk.look('reports-target-form')
  await desk.press('Control+Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('row', { name: /金昌市招商局 50,000/ })).toBeVisible()
  await desk.look('reports-targets')
  // a unit that has neither a target nor anything done is chosen first
  await desk.click('下达任务')
  await page.getByRole('dialog').getByRole('combobox').fill('zjj')
  await page.locator('.pick-option', { hasText: '住房和城乡建设局' }).first().click()
  await page.getByRole('dialog').getByLabel('任务数（万元）').fill('1亿')
  await desk.press('Control+Enter')
  await expect(page.getByRole('dialog')).toBeHidden()

  desk.took({ clicks: 2, keys: 3 })
  await page.getByRole('navigation', { name: '主菜单' }).getByText('综合看板').click()
  const figures = page.getByRole('list', { name: '主要数字' })
  await expect(figures.getByRole('listitem')).toHaveCount(6)
  await expect(figures.getByText(/^同比/)).toHaveCount(3)
  await expect(page.getByRole('img', { name: /序时进度.*金昌市招商局/ })).toBeVisible()
  await desk.look('reports-dashboard', figures.getByRole('listitem').first())
  await drawn(page)
  await whole(desk, 'reports-dashboard-whole')
  await desk.press('t')
  await expect(page.getByRole('table', { name: '各阶段项目数' })).toBeVisible()
  await whole(desk, 'reports-dashboard-tables')
  await desk.press('t')
  const signed = (await figures.getByRole('listitem').nth(1).locator('a').innerText()).replace(/\D/g, '')
  await figures.getByRole('listitem').nth(1).locator('a').click()
  await expect(page.getByRole('heading', { level: 1, name: '签约合同名单' })).toBeVisible()
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(Number(signed) + 1))
  await desk.look('reports-dashboard-list')
  desk.took({ clicks: 1, keys: 2 })

  await page.goBack()
  await desk.click('更多筛选')
  await page.getByRole('textbox', { name: '所属产业链' }).fill('循环经济')
  await desk.press('Enter')
  await expect(page).toHaveURL(/chain=/)
  await expect(page.getByText('或按所选条件没有可比的任务', { exact: false })).toBeVisible()
  await page.getByRole('link', { name: /^在谈/ }).click()
  await expect(page).toHaveURL(/\/projects\?.*stage=negotiating/)
  await expect(page).toHaveURL(/chain=/)
})

test('the money by month is drawn, said in words, and each of its numbers opens what it is of', async ({ desk }) => {
  const { page } = desk
  await desk.enter('zhaoshang')
  await desk.open('/dashboard')
  const months = page.getByRole('region', { name: /年市外到位资金按月$/ })
  await expect(months.getByRole('img', { name: /年市外到位资金：截至.*累计.*上年同期.*1月/ })).toBeVisible()
  await desk.look('reports-months')
  await months.getByRole('button', { name: '看表格' }).click()
  const january = months.getByRole('row', { name: /^1月/ }).getByRole('link').first()
  await expect(january).toHaveText(/^[1-9][\d,.]*$/)
  await january.click()
  await expect(page.getByRole('heading', { level: 1, name: /名单$/ })).toBeVisible()
  await expect(page).toHaveURL(/indicator=funds_outside_city/)
  await expect(page).toHaveURL(/from=\d{4}-01-01/)
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', /^([2-9]|\d{2,})$/)
})

test('rates show what they are made of and are compared with what was printed', async ({ desk }) => {
  const { page } = desk
  await desk.enter('zhaoshang')
  await desk.open('/rates')
  await expect(page.getByRole('row', { name: /开工率/ })).toBeVisible()
  await page.getByLabel('已印发的开工率（%）').fill('12.64')
  await desk.press('Enter')
  await expect(page.getByText(/印发数12.64%/)).toBeVisible()
  await desk.look('reports-rates')
  await page.setViewportSize({ width: 1366, height: 625 })
  await desk.look('reports-rates-625')
  await page.setViewportSize({ width: 1366, height: 768 })
  await page
    .getByRole('row', { name: /开工率/ })
    .getByRole('link')
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: '已开工名单' })).toBeVisible()
  await desk.look('reports-rate-list')
  await page.goBack()
  await expect(page.getByLabel('已印发的开工率（%）')).toHaveValue('12.64')
  // an event without contracts: nothing is divided by nothing
  await desk.open('/rates?event_id=999')
  await expect(page.getByText('这个范围内没有计入的签约合同').first()).toBeVisible()
  await desk.look('reports-rates-unknown')
})

test('the effects of trips: funnel, rule, map and its table lead to their lists', async ({ desk }) => {
  const { page } = desk
  await desk.enter('zhaoshang')
  await desk.open('/effects')
  await drawn(page)
  await desk.look('reports-effects')
  await whole(desk, 'reports-effects-whole')
  await page.locator('.map-box').screenshot({ path: '../target/web-shots/reports-map.png' })
  await page.getByRole('link', { name: '陕西省' }).focus()
  await desk.press('ArrowUp', 'ArrowDown')
  await expect(page.getByText(/^陕西省：外出/)).toBeVisible()
  await desk.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '外出次数名单' })).toBeVisible()
  await expect(page.getByText('陕西省')).toBeVisible()
  await desk.look('reports-effect-list')
  desk.took({ clicks: 0, keys: 3 })
  await page.goBack()
  await page.getByRole('combobox', { name: '项目归哪次外出' }).click()
  await page.getByTitle('由关联的各次外出平分').last().click()
  await expect(page.getByText('归属规则：由关联的各次外出平分')).toBeVisible()
  const companies = page.getByRole('link', { name: /^见到企业/ })
  await companies.click()
  await expect(page.getByText(/没有逐条记录/)).toBeVisible()
  await desk.look('reports-effect-companies')
  await desk.open('/effects?leader=%E6%97%A0%E6%AD%A4%E4%BA%BA&from_on=2031-01-01')
  await expect(page.getByText('没有符合条件的内容').or(page.getByText('本期没有出行'))).toBeVisible()
  await desk.look('reports-effects-none')
})

test('the board is the ledger by stage, with the same filters and columns that page by themselves', async ({ desk }) => {
  const { page } = desk
  await desk.enter('zhaoshang')
  await desk.open('/projects?chain=%E5%BE%AA%E7%8E%AF%E7%BB%8F%E6%B5%8E')
  await desk.click('看板', 'link')
  await expect(page).toHaveURL(/\/board\?chain=/)
  await expect(page.getByRole('region', { name: '线索' })).toBeVisible()
  await desk.open('/board')
  const leads = page.getByRole('region', { name: '线索' })
  await expect(leads.getByRole('listitem')).toHaveCount(10)
  await leads.getByRole('button', { name: /再看/ }).click()
  await expect(leads.getByRole('listitem')).toHaveCount(20)
  await desk.look('reports-board')
  await page.setViewportSize({ width: 1366, height: 625 })
  await desk.look('reports-board-625')
  await leads.getByRole('link').first().click()
  await expect(page.getByRole('article')).toBeVisible()
})

test('a leader reads the figures on the phone', async ({ phone }) => {
  const { page } = phone
  await phone.enter('lingdao1')
  await phone.open('/dashboard')
  await expect(page.getByRole('list', { name: '主要数字' })).toBeVisible()
  await drawn(page)
  await phone.look('phone-dashboard')
  await phone.thumbs('phone-dashboard')
  await whole(phone, 'phone-dashboard-whole')
  await phone.open('/rates')
  await expect(page.getByText('资金到位率')).toBeVisible()
  await whole(phone, 'phone-rates')
  await phone.open('/effects')
  await drawn(page)
  await whole(phone, 'phone-effects')
  await phone.open('/targets')
  await expect(page.getByText('金昌市招商局').first()).toBeVisible()
  await expect(page.getByRole('button', { name: '下达任务' })).toHaveCount(0)
  await phone.look('phone-targets')
  await phone.open('/board')
  await expect(page.getByRole('combobox', { name: '看哪个阶段' })).toBeVisible()
  await phone.look('phone-board')
  await phone.open('/effects/companies')
  await expect(page.getByRole('region', { name: '见到企业名单' })).toBeVisible()
  await phone.look('phone-effect-list')
})
