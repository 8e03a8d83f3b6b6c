/** A machine left alone: the page is covered and the session ended, what was typed is there when its owner comes back. */
import { expect, test } from '../journey'

test('after a quarter of an hour the page is locked and keeps what was typed', async ({ desk }) => {
  await desk.page.clock.install()
  await desk.enter('zhaoshang2')
  await desk.open('/projects')
  const search = desk.page.getByRole('textbox', { name: '名称、企业、编号、首字母' })
  await search.fill('铜箔')
  await desk.page.clock.fastForward('16:00')
  const lock = desk.page.getByRole('dialog', { name: '已锁定' })
  await expect(lock).toBeVisible()
  await desk.look('locked')
  const refused = await desk.page.request.get(`${new URL(desk.page.url()).origin}/api/v1/me`)
  expect(refused.status()).toBe(401)
  await lock.getByLabel('口令', { exact: true }).fill('MuXu.GanCao.47')
  await lock.getByRole('button', { name: '登录', exact: true }).click()
  await expect(lock).toBeHidden()
  await expect(search).toHaveValue('铜箔')
  await search.press('Enter')
  await expect(desk.page.getByText('金川集团公司5千吨新能源电子材料铜箔项目')).toBeVisible()
})

test('without a network what is on the screen stays, with its time, and is renewed by itself', async ({ desk }) => {
  await desk.enter('zhaoshang')
  await desk.open('/projects')
  const grid = desk.page.getByRole('grid', { name: '项目台账' })
  await expect(grid.getByText('“火星1号基地”项目')).toBeVisible()
  await desk.page.context().setOffline(true)
  await desk.click('查询') // the same list once more: nothing is asked, nothing is lost
  await desk.page.getByRole('textbox', { name: '名称、企业、编号、首字母' }).fill('火星')
  await desk.click('查询')
  await expect(desk.page.getByText(/网络不通，屏幕上是\d\d:\d\d的数据/)).toBeVisible()
  await desk.look('offline')
  await desk.page.context().setOffline(false)
  await expect(desk.page.getByText(/网络不通/)).toBeHidden()
  await expect(grid.getByText('“火星1号基地”项目')).toBeVisible()
})
