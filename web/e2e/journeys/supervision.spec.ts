/** Jobs 6 and 9: what is late and why, in one press; a leader's instruction in three taps, its answer in four presses. */
import type { Page } from '@playwright/test'
import { expect, inboxAct, test } from '../journey'

const RED = '示例精密铜管项目'
const PASSWORD = 'MuXu.GanCao.47'

/** The milestone of a project is done, as another program would say it. */
async function completes(page: Page, username: string, project: number): Promise<void> {
  const origin = new URL(page.url()).origin
  const api = `${origin}/api/v1`
  const login = await page.request.post(`${api}/auth/login`, { data: { username, password: PASSWORD } })
  const headers = { Authorization: `Bearer ${(await login.json()).access_token}` }
  const all = await (await page.request.get(`${api}/projects/${project}/milestones`, { headers })).json()
  const first = all.items[0]
  const actual_on = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const done = await page.request.post(`${api}/projects/${project}/milestones/${first.id}/completions`, {
    headers: { ...headers, 'If-Match': `"${first.version}"` },
    data: { actual_on },
  })
  expect(done.status(), await done.text()).toBe(200)
}

test('job 6: from home to what is red, why, whose and for how long', async ({ desk }) => {
  const { page } = desk
  await desk.enter('zhaoshang')
  const numbers = page.getByRole('list', { name: '各色项目数' })
  await expect(numbers.getByRole('link', { name: /红/ })).toContainText('1个')
  const side = page.getByRole('complementary', { name: '本月与最近' })
  await expect(side.getByRole('link', { name: /已报\d+\/\d+/ })).toHaveAttribute('href', /monthly-reports\?month=/)
  await expect(side.getByRole('region', { name: '最近记录' }).getByRole('listitem').first()).toBeVisible()
  await desk.look('home-colours', page.locator('.inbox-rows button').first())
  await desk.tap(numbers.getByRole('link', { name: /红/ }))
  const grid = page.getByRole('grid', { name: '红橙蓝绿' })
  await expect(grid).toContainText(RED)
  await expect(grid).toContainText('“主体封顶”计划')
  await expect(grid).toContainText('已逾期45天（超过30为红）')
  await expect(grid).toContainText('金昌市工业和信息化局')
  desk.took({ clicks: 1, keys: 0 })
  await desk.look('coloured')
  await desk.open('/colours')
  await expect(grid).toContainText('示例果蔬冷链项目')
  await desk.look('coloured-all')
  await desk.click('导出')
  await page.getByRole('dialog', { name: '导出清单' }).getByRole('button', { name: '开始导出' }).click()
  await expect(page.getByText(/符合条件23行，写出23行/)).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('Escape')
  // the ledger knows the same
  await desk.open('/projects?colour=orange')
  const ledger = page.getByRole('grid', { name: '项目台账' })
  await expect(ledger).toContainText('示例锂电隔膜项目')
  await expect(ledger).not.toContainText(RED)
  await desk.look('ledger-colours')
})

test('job 9: a leader instructs in three taps, the unit answers in four presses, and it comes back', async ({ desk, phone }) => {
  const hand = phone.page
  await phone.enter('lingdao2')
  const cards = hand.getByRole('list', { name: '我的项目' })
  await expect(cards.getByRole('link').first()).toContainText(RED)
  await expect(cards.getByRole('link').first()).toContainText('已逾期45天')
  await phone.look('my-projects-colours-phone')
  phone.took({ clicks: 0, keys: 0 })
  await phone.tap(cards.getByRole('link', { name: new RegExp(RED) }))
  await expect(hand.getByRole('heading', { level: 1, name: RED })).toBeVisible()
  await phone.click('批示')
  const words = hand.getByRole('dialog', { name: /^对“.*”批示$/ })
  await expect(words.getByLabel('批示内容')).not.toHaveValue('')
  await phone.look('instruct-phone')
  await phone.thumbs('instruct')
  await phone.tap(words.getByRole('button', { name: '发出' }))
  await expect(hand.getByText('已发出，回复后回到您的待办')).toBeVisible()
  phone.took({ clicks: 3, keys: 0 })

  const { page } = desk
  await desk.enter('gongxin')
  const waits = page.locator('.inbox-rows').getByRole('button', { name: /回复领导批示.*请牵头单位抓紧推进/ })
  await expect(waits).toBeVisible()
  desk.took({ clicks: 0, keys: 0 })
  await desk.tap(inboxAct(page, /回复领导批示.*请牵头单位抓紧推进/))
  await expect(page.getByRole('heading', { level: 1, name: /^督办〔\d{4}〕\d+号$/ })).toBeVisible()
  await desk.look('slip')
  await desk.click('回复')
  const form = page.getByRole('dialog', { name: '回复' })
  await expect(form.getByLabel('办理情况')).toBeFocused()
  await desk.type('已约谈施工单位，增加两个班组，15日前封顶。')
  const chooser = page.waitForEvent('filechooser')
  await desk.tap(form.getByText('选择文件'))
  await (await chooser).setFiles({ name: '现场.png', mimeType: 'image/png', buffer: PICTURE })
  await expect(form.getByText('现场.png')).toBeVisible()
  await desk.look('slip-reply')
  await desk.press('Control+Enter')
  await expect(page.getByText('已回复')).toBeVisible()
  desk.took({ clicks: 3, keys: 1 })

  await phone.open('/inbox')
  const back = hand.locator('.inbox-rows').getByRole('button', { name: new RegExp(`阅批示的回复.*${RED}`) })
  await phone.look('inbox-replied-phone')
  await back.click()
  await expect(hand.getByRole('region', { name: '历次反馈' })).toContainText('增加两个班组')
  await phone.look('slip-phone')
  await phone.thumbs('slip')
  await hand.getByRole('button', { name: '销号' }).click()
  await hand.getByRole('dialog', { name: '销号' }).getByRole('button', { name: '销号' }).click()
  await expect(hand.getByText('已销号').first()).toBeVisible()
})

test('slips by level: issued, given more time, closed by the issuer alone, printed', async ({ desk, second }) => {
  const { page } = desk
  await desk.enter('zhaoshang')
  await desk.click('督办单', 'link')
  const grid = page.getByRole('grid', { name: '督办单' })
  await expect(grid).toContainText('约谈红单')
  await expect(grid).toContainText('警告单')
  await desk.look('slips')
  await desk.click('签发督办单')
  const form = page.getByRole('dialog', { name: '签发督办单' })
  await form.getByLabel('督办事项').fill('请报送蓄电池链条招商进展')
  await form.getByRole('combobox', { name: '承办单位' }).click()
  await desk.type('市工信局')
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '市工信局' }).first().click()
  await desk.look('slip-form')
  await form.getByRole('button', { name: '签发' }).click()
  await expect(page.getByText('已签发')).toBeVisible()

  await second.enter('gongxin')
  const other = second.page
  await inboxAct(other, /反馈督办单.*蓄电池链条/).click()
  await other.getByRole('group').filter({ hasText: '为什么是这一天' }).click()
  await expect(other.getByText(/到期日为\d{4}年/)).toBeVisible()
  await expect(other.getByRole('button', { name: '销号' })).toHaveCount(0)
  await other.getByRole('button', { name: '申请延期' }).click()
  const more = other.getByRole('dialog', { name: '申请延期' })
  const due = new Date(Date.now() + 12 * 86_400_000).toISOString().slice(0, 10)
  await more.getByLabel('延到哪一天').fill(due)
  await more.getByLabel('理由').fill('等企业盖章')
  await more.getByRole('button', { name: '申请延期' }).click()
  await expect(other.getByText('已申请延期')).toBeVisible()

  await desk.open('/inbox')
  await inboxAct(page, /审批督办延期/).click()
  await page.getByRole('button', { name: '审批延期' }).click()
  await page.getByRole('dialog', { name: '审批延期' }).getByRole('button', { name: '审批延期' }).click()
  await expect(page.getByText('已审批')).toBeVisible()
  await expect(page.getByText('同意延期')).toBeVisible()
  await desk.look('slip-extended')
  await desk.click('打印督办单')
  await expect(page.getByRole('heading', { level: 1, name: '督 办 单' })).toBeVisible()
  await desk.look('slip-paper')
})

test('a red project turns green, and keeps its history; rules are tried before they are adopted', async ({ desk }) => {
  const { page } = desk
  await desk.enter('zhaoshang')
  await desk.open('/colours?colour=red')
  await page.getByRole('grid', { name: '红橙蓝绿' }).getByText(RED).first().click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: RED })).toBeVisible()
  await expect(page.getByRole('region', { name: '颜色' })).toContainText('完成“主体封顶”')
  await desk.look('project-supervision-tab')
  await page.locator('.project-head').getByRole('button', { name: /红/ }).click()
  await expect(page.locator('.ant-popover:visible')).toContainText('已逾期45天')
  await desk.look('colour-card')
  await page.keyboard.press('Escape')

  // the milestone is done: in the same moment the project is green
  const id = page.url().replace(/.*\/projects\/(\d+).*/, '$1')
  await completes(page, 'zhaoshang', Number(id))
  await page.reload()
  await expect(page.getByRole('region', { name: '颜色' })).toContainText('各项正常')
  await expect(page.locator('.project-head').getByRole('button', { name: /绿/ })).toBeVisible()

  await desk.open('/admin/rules/colours')
  const table = page.getByRole('region', { name: '各条规则' })
  await expect(table.getByRole('row', { name: /第2条.*红.*节点逾期天数.*大于.*30.*天/ })).toBeVisible()
  await desk.look('rules-colours')
  const trial = page.getByRole('region', { name: '试算' })
  const rules = trial.getByRole('textbox', { name: '拟采用的规则' })
  await rules.fill((await rules.inputValue()).replace('"value": 30', '"value": 5'))
  await trial.getByRole('button', { name: '试算' }).click()
  await expect(trial.getByText(/1个颜色会变/)).toBeVisible()
  await expect(trial).toContainText('示例锂电隔膜项目')
  await desk.look('simulation')
})

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
