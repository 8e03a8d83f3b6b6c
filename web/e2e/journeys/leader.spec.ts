/** A leader between two meetings: his projects in the hand, one tap to the sheet, two more to a ringing number; the paper. */
import type { Page } from '@playwright/test'
import { expect, test } from '../journey'

/** KiB of the API's answers as they came over the network since the last time. */
function weighed(page: Page): () => Promise<number> {
  const answers: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (request.url().includes('/api/')) answers.push(request.sizes().then((sizes) => sizes.responseBodySize))
  })
  return async () => {
    await page.waitForLoadState('networkidle')
    const all = await Promise.all(answers.splice(0))
    return all.reduce((sum, bytes) => sum + bytes, 0) / 1024
  }
}

test('a leader finds what he answers for and rings the investor in three taps', async ({ desk, phone }) => {
  // the investor of a project has somebody to call
  await desk.enter('zhaoshang')
  await desk.open('/projects/5')
  await expect(desk.page.getByRole('article').getByRole('heading', { level: 1 })).toBeVisible()
  await desk.open('/enterprises/3?tab=contacts')
  await desk.click('登记联系人')
  await desk.page.getByLabel('姓名').fill('周投资')
  await desk.page.getByLabel('职务').fill('总经理')
  await desk.page.getByLabel('电话').fill('13893500047')
  await desk.click('保存')
  await expect(desk.page.getByText('138****0047')).toBeVisible()

  const { page } = phone
  const weight = weighed(page)
  await phone.enter('lingdao1')
  await expect(page.getByRole('heading', { level: 1, name: '我的项目' })).toBeVisible()
  await expect(page.getByRole('list', { name: '我的项目' }).getByRole('link').first()).toContainText('下一步')
  await weight()
  await page.reload()
  await expect(page.getByRole('list', { name: '我的项目' }).getByRole('link').first()).toContainText('下一步')
  expect(await weight(), 'data of the list, KiB').toBeLessThanOrEqual(40)
  await phone.look('my-projects-phone')
  await phone.thumbs('my-projects')
  phone.took({ clicks: 0, keys: 0 })

  const card = page.getByRole('link', { name: /5千吨新能源电子材料铜箔项目/ })
  while (!(await card.isVisible())) await page.getByRole('button', { name: '显示更多' }).click()
  await weight()
  await phone.tap(card)
  await expect(page.getByRole('heading', { level: 1, name: /铜箔项目/ })).toBeVisible()
  phone.took({ clicks: 1, keys: 0 })
  await expect(page.getByRole('region', { name: '最近变动' })).toBeVisible()
  await expect(page.getByRole('region', { name: '下一步' })).toBeVisible()
  expect(await weight(), 'data of the sheet, KiB').toBeLessThanOrEqual(40)
  await phone.look('project-sheet-phone')
  await phone.thumbs('project-sheet')

  await phone.click('打电话')
  await expect(page.getByText('138****0047')).toBeVisible()
  await phone.look('call-phone')
  await phone.thumbs('call')
  const ringing = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('click', (event) => {
          const link = (event.target as HTMLElement).closest?.('a')
          if (link?.href.startsWith('tel:')) {
            event.preventDefault() // this machine has no telephone
            resolve(link.href)
          }
        })
      }),
  )
  await phone.click('拨打周投资 138****0047')
  expect(await ringing).toBe('tel:13893500047')
  phone.took({ clicks: 2, keys: 0 })
  await expect(page.getByRole('link', { name: '13893500047' })).toBeVisible()
  await phone.look('call-shown-phone')
  await page.getByRole('button', { name: '关闭', exact: true }).or(page.locator('.ant-modal-close')).first().click()
  phone.took({ clicks: 0, keys: 0 })
  await phone.click('记一笔')
  const note = page.getByRole('dialog')
  await expect(note.getByLabel('谈了什么')).toBeVisible()
  await phone.look('note-phone')
  await phone.tap(note.getByText('电话', { exact: true }))
  await note.getByLabel('谈了什么').fill('已与周投资通话，企业下周派人来看地。')
  await phone.tap(note.getByRole('button', { name: '保存' }))
  await expect(page.getByText('已记下')).toBeVisible()
  phone.took({ clicks: 3, keys: 0 })
  await page.getByRole('button', { name: '返回我的项目' }).click()
  await phone.tap(page.getByRole('link', { name: '配合', exact: true }))
  await expect(page.getByText('没有本单位配合、还在推进的项目。')).toBeVisible()
  await phone.look('my-projects-none-phone')
})

test('the same person at a desk begins with what waits, and a project is printed on one sheet', async ({ desk }) => {
  const { page } = desk
  await desk.enter('lingdao2')
  await expect(page.getByRole('heading', { level: 1, name: '待办' })).toBeVisible()
  await desk.click('我的项目', 'link')
  await expect(page.getByRole('list', { name: '我的项目' }).getByRole('link').first()).toContainText('下一步')
  await desk.look('my-projects', page.getByRole('list', { name: '我的项目' }).getByRole('link').first())
  await desk.open('/projects/1')
  await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toBeVisible()
  const name = await page.getByRole('article').getByRole('heading', { level: 1 }).textContent()
  await desk.click('更多')
  await page.getByRole('menuitem', { name: '项目一张纸' }).click()
  await expect(page.getByRole('heading', { level: 1, name: name ?? '' })).toBeVisible()
  await expect(page.getByText(/打印人：抓落实/)).toBeVisible()
  // what the other rooms know stands on it too
  await expect(page.getByRole('region', { name: '责任链' })).toBeVisible()
  await expect(page.getByRole('region', { name: '里程碑' })).toBeVisible()
  await desk.look('project-paper')
  const pdf = await page.pdf({ preferCSSPageSize: true, path: '../target/web-shots/project-paper.pdf' })
  const text = pdf.toString('latin1')
  expect(text.startsWith('%PDF')).toBe(true)
  expect(text.match(/\/Type\s*\/Page\b/g)?.length, 'pages').toBe(1)
  expect(text, 'A4 upright').toMatch(/\/MediaBox\s*\[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/)
  await desk.click('返回项目')
  await expect(page.getByRole('button', { name: '更多' })).toBeVisible()

  // a project under way says all of it, and still on one sheet
  await desk.open('/print/project/5')
  const paper = page.getByRole('article')
  await expect(paper).toContainText('金川集团公司5千吨新能源电子材料铜箔项目')
  await expect(paper.getByRole('region', { name: '责任链' })).toContainText('服务专员工在先')
  await expect(paper.getByRole('region', { name: '里程碑' })).toContainText('二期机组安装完成')
  await expect(paper.getByRole('region', { name: '手续' })).toContainText(/水土保持方案审批超期\d+天/)
  await expect(paper.getByRole('region', { name: '手续' })).toContainText(/另\d+项/)
  await expect(paper.getByRole('region', { name: /月月报/ })).toContainText('本月完成投资')
  await printed(page, 'project-paper-whole')
  // a red one says so in words and a shape
  await desk.open('/print/project/27')
  await expect(paper).toContainText('■ 红 严重滞后')
  await expect(paper).toContainText('已逾期45天')
  await expect(paper.getByRole('region', { name: '没有销号的督办单' })).toContainText('附现场照片')
  await printed(page, 'project-paper-red')
  // every one of the demo city has room on one sheet
  for (const id of [6, 9, 14, 16, 17, 18, 22]) {
    await desk.open(`/print/project/${id}`)
    await expect(page.getByText(/打印人：抓落实/)).toBeVisible()
    await printed(page, `project-paper-${id}`)
  }
})

/** One sheet of A4, and a picture of it as it is printed. */
async function printed(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.emulateMedia({ media: 'print' })
  const size = page.viewportSize() ?? { width: 1366, height: 768 }
  // what A4 leaves between margins of 12 mm
  await page.setViewportSize({ width: 703, height: 1032 })
  await page.screenshot({ path: `../target/web-shots/${name}.png`, fullPage: true })
  await page.setViewportSize(size)
  await page.emulateMedia({ media: null })
  const pdf = await page.pdf({ preferCSSPageSize: true, path: `../target/web-shots/${name}.pdf` })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, `${name}: pages`).toBe(1)
}
