/**
 * A commissioner in the yard of an enterprise: what is late at his project and what comes next, each done with the thumb where it
 * stands; what he began outlives a closed page and a dead network.
 */
import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../journey'

const COPPER = /5千吨新能源电子材料铜箔项目/

/** KiB of the API's answers as they came over the network since the last time. */
function weighed(page: Page): () => Promise<number> {
  const answers: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (request.url().includes('/api/'))
      answers.push(
        request.sizes().then(
          (sizes) => sizes.responseBodySize,
          () => 0, // the page was left before it came
        ),
      )
  })
  return async () => {
    await page.waitForLoadState('networkidle')
    const all = await Promise.all(answers.splice(0))
    return all.reduce((sum, bytes) => sum + bytes, 0) / 1024
  }
}

/** The line of what is to be done with these words in it. */
const line = (page: Page, text: string | RegExp): Locator => page.locator('.work-lines > li', { hasText: text })

async function attach(page: Page, form: Locator): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await form.getByText('选择文件').click()
  await (await chooser).setFiles({ name: '现场.png', mimeType: 'image/png', buffer: PICTURE })
  await expect(form.getByText('现场.png')).toBeVisible()
}

test('a commissioner does his day on the sheet of a project: month, difficulty, answer with a photo, permit, milestone', async ({
  phone,
}) => {
  const { page } = phone
  page.setDefaultTimeout(15_000)
  // a page with something unsent asks before it goes
  page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined))
  const weight = weighed(page)
  await phone.enter('gongxin')
  await phone.open('/my-projects')
  const cards = page.getByRole('list', { name: '我的项目' })
  await expect(cards.getByRole('link', { name: COPPER })).toContainText('下一步')
  await weight()
  phone.took({ clicks: 0, keys: 0 })
  await phone.tap(cards.getByRole('link', { name: COPPER }))
  await expect(page.getByRole('heading', { level: 1, name: COPPER })).toBeVisible()
  // what is late comes first, the longest first, each with what comes next
  const late = page.getByRole('region', { name: /^逾期\d+项$/ })
  await expect(late).toContainText('水土保持方案审批')
  await expect(late).toContainText(/超期\d+天/)
  await expect(late.getByRole('button', { name: '办结' }).first()).toBeVisible()
  await expect(page.getByRole('region', { name: '要办的' })).toContainText('二期机组安装完成')
  await expect(page.getByText('不判定颜色')).toBeVisible()
  await expect(page.getByRole('region', { name: '最近变动' })).toBeVisible()
  expect(await weight(), 'data of the sheet, KiB').toBeLessThanOrEqual(40)
  await phone.look('commissioner-sheet')
  await phone.thumbs('commissioner-sheet')
  await page.screenshot({ path: '../target/web-shots/commissioner-sheet-whole.png', fullPage: true })
  phone.took({ clicks: 1, keys: 0 })

  // the month in a short form; the page is closed in the middle of it
  const month = line(page, /年\d+月月报/).last()
  await phone.tap(month.getByRole('button', { name: '填月报' }))
  let form = await phone.dialog(/月月报/)
  await expect(form.getByLabel('形象进度')).toHaveValue('二期机组安装')
  await form.getByLabel('本月完成投资').fill('5800')
  await form.getByLabel('形象进度').fill('二期机组带载试运行，生箔机8台到位。')
  await form.getByLabel('存在的问题').fill('冬季供汽不稳')
  await phone.look('commissioner-month')
  await phone.thumbs('commissioner-month')
  await leaves(page)
  await page.reload()
  await expect(month.getByRole('button', { name: /填月报.*草稿/ })).toBeVisible()
  await phone.look('commissioner-draft')
  await month.getByRole('button', { name: /填月报/ }).click()
  form = await phone.dialog(/月月报/)
  await expect(form.getByText(/有一份.*草稿没有提交/)).toBeVisible()
  await form.getByRole('button', { name: '接着填' }).click()
  await expect(form.getByLabel('本月完成投资')).toHaveValue('5800')
  await expect(form.getByLabel('形象进度')).toHaveValue('二期机组带载试运行，生箔机8台到位。')
  // no network: it says so, nothing is lost, and the next press does it
  await page.context().setOffline(true)
  await form.getByRole('button', { name: '提交' }).click()
  await expect(form.getByRole('alert')).toBeVisible()
  await phone.look('commissioner-offline')
  await expect(form.getByLabel('存在的问题')).toHaveValue('冬季供汽不稳')
  await page.context().setOffline(false)
  await form.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText('已提交1份月报')).toBeVisible()
  await expect(page.getByRole('region', { name: '要办的' })).not.toContainText(/年\d+月月报/)

  // a difficulty is raised, accepted, and answered with a photo
  await phone.click('提出困难')
  form = await phone.dialog('提出困难')
  await phone.choose('类型', '用热')
  await form.getByLabel('标题').fill('冬季供汽不稳')
  await form.getByLabel('具体情况').fill('园区蒸汽压力每天午后下降，生箔工序停机两小时。')
  await phone.look('commissioner-raise')
  await phone.thumbs('commissioner-raise')
  await form.getByRole('button', { name: '提出困难' }).click()
  await expect(page.getByText('已提出')).toBeVisible()
  const ticket = line(page, '冬季供汽不稳')
  await phone.tap(ticket.getByRole('button', { name: '受理' }))
  form = await phone.dialog('受理')
  await form.getByRole('button', { name: '受理' }).click()
  await phone.tap(ticket.getByRole('button', { name: '回应' }))
  form = await phone.dialog('回应')
  await form.getByLabel('怎么解决的').fill('热力公司今天已加装稳压阀，现场复测压力稳定。')
  await attach(page, form)
  await phone.look('commissioner-answer')
  await phone.thumbs('commissioner-answer')
  await leaves(page)
  await page.reload()
  await ticket.getByRole('button', { name: /回应.*草稿/ }).click()
  form = await phone.dialog(/回应/)
  await form.getByRole('button', { name: '接着填' }).click()
  await expect(form.getByLabel('怎么解决的')).toHaveValue('热力公司今天已加装稳压阀，现场复测压力稳定。')
  // the photo had been sent and came back with the draft
  await expect(form.getByText('已上传')).toBeVisible()
  await form.getByRole('button', { name: '回应', exact: true }).click()
  await expect(page.getByText('已办理')).toBeVisible()
  await expect(ticket).toContainText('已回应')
  await ticket.getByRole('link', { name: '冬季供汽不稳' }).click()
  await expect(page.getByRole('button', { name: '现场.png' })).toBeVisible()
  await phone.look('commissioner-ticket')
  await page.goBack()

  // a permit ends, a milestone is done, a visit is noted
  await phone.tap(line(page, '水土保持方案审批').getByRole('button', { name: '办结' }))
  form = await phone.dialog('办结')
  await form.getByLabel('批文、证书编号').fill('金水保〔2026〕7号')
  await form.getByRole('button', { name: '办结' }).click()
  await expect(line(page, '水土保持方案审批')).toHaveCount(0)
  await phone.tap(line(page, '二期机组安装完成').getByRole('button', { name: '完成' }))
  form = await phone.dialog(/二期机组安装完成/)
  await attach(page, form)
  await phone.look('commissioner-milestone')
  await form.getByRole('button', { name: '完成' }).click()
  await expect(line(page, '二期机组安装完成')).toHaveCount(0)
  await phone.click('记一笔')
  const note = page.getByRole('dialog')
  await note.getByText('走访', { exact: true }).click()
  await note.getByLabel('谈了什么').fill('现场看过二期机组，企业满意。')
  await note.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已记下')).toBeVisible()
})

test('a project that is red says why, and its slip is answered with a photo where it stands', async ({ phone }) => {
  const { page } = phone
  page.setDefaultTimeout(15_000)
  await phone.enter('gongxin')
  await phone.open('/my-projects?of=lead')
  await phone.tap(page.getByRole('list', { name: '我的项目' }).getByRole('link', { name: /示例精密铜管项目/ }))
  await expect(page.locator('.phone-card')).toContainText('已逾期45天')
  await expect(page.locator('.phone-card')).toContainText('完成“主体封顶”')
  const late = page.getByRole('region', { name: /^逾期\d+项$/ })
  await expect(late).toContainText('主体封顶')
  await phone.look('commissioner-red')
  await page.screenshot({ path: '../target/web-shots/commissioner-red-whole.png', fullPage: true })
  const slip = line(page, '附现场照片')
  await phone.tap(slip.getByRole('button', { name: '反馈' }))
  const form = await phone.dialog('反馈')
  await form.getByLabel('办理情况').fill('模板班组今日进场，月底封顶。')
  await attach(page, form)
  await phone.look('commissioner-slip')
  await phone.thumbs('commissioner-slip')
  await form.getByRole('button', { name: '反馈' }).click()
  await expect(page.getByText('已交签发人')).toBeVisible()
  await expect(slip).toContainText('已反馈待销号')
  // the milestone is done: the project is green in the same moment
  await phone.tap(line(page, '主体封顶').filter({ hasText: '里程碑' }).getByRole('button', { name: '完成' }))
  const done = await phone.dialog(/主体封顶/)
  await done.getByRole('button', { name: '完成' }).click()
  await expect(page.locator('.phone-card')).toContainText('各项正常')
})

/** The phone puts the page away, as it does before it closes it. */
async function leaves(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('pagehide')))
}

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
