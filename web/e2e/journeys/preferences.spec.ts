/** What a person likes is there at the next machine; somebody who reads no Chinese gets in. */
import { expect, test } from '../journey'

test('text size, single keys, the menu and the last format of an export follow a person to another browser', async ({
  desk,
  second,
}) => {
  const { page } = desk
  await desk.enter('zhaoshang')
  for (const item of ['文字大小：大字', '单键快捷键']) {
    await page.getByRole('button', { name: /^招必达/ }).click()
    const kept = page.waitForResponse((one) => one.url().endsWith('/me/preferences') && one.request().method() === 'PUT')
    await page.getByRole('menuitemcheckbox', { name: item }).click()
    expect((await kept).status()).toBe(200)
  }
  await page.getByRole('button', { name: '收起菜单' }).click()
  await desk.open('/projects')
  await page.getByRole('button', { name: /导出$/ }).click()
  const formats = page.getByRole('dialog').getByRole('radiogroup', { name: '版式' })
  await formats.getByRole('radio').nth(1).check()
  const name = await formats.locator('label').nth(1).textContent()
  await desk.click('开始导出')
  await expect(page.getByText(/符合条件\d+行/)).toBeVisible()

  await second.enter('zhaoshang')
  await expect(second.page.locator('html')).toHaveAttribute('data-size', 'large')
  await expect(second.page.getByRole('button', { name: '展开菜单' })).toBeVisible()
  await second.open('/projects')
  await expect(second.page.getByRole('grid', { name: '项目台账' })).toBeVisible()
  await second.press('/')
  await expect(second.page.getByRole('combobox', { name: '搜索' })).not.toBeFocused()
  await second.look('preferences-followed')
  await second.page.getByRole('button', { name: /导出$/ }).click()
  const first = second.page.getByRole('dialog').getByRole('radiogroup', { name: '版式' }).locator('label').first()
  await expect(first).toHaveText(name ?? '')
  await expect(first.getByRole('radio')).toBeChecked()
  await second.look('preferences-export')
})

test('the way in is there in English, with its refusals and the first password', async ({ desk, phone, service }) => {
  const { page } = phone
  const known = service.people.get('kaifaqu')
  await page.goto(service.origin)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByLabel('User name').fill('kaifaqu')
  await page.getByLabel('Password', { exact: true }).fill('not-the-password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('User name or password is wrong')
  await phone.look('sign-in-english-phone')
  await phone.thumbs('sign-in-english')
  await page.getByLabel('Password', { exact: true }).fill(known?.password ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Current password').fill(known?.password ?? '')
  await page.getByLabel('New password', { exact: true }).fill('12345')
  await page.getByLabel('New password once more').fill('12345')
  await page.getByRole('button', { name: 'Change and go on' }).click()
  await expect(page.getByText(/At least 10 characters: a few words/).first()).toBeVisible()
  await phone.look('first-password-english-phone')
  // the language of the machine is kept for the next one who comes
  await page.reload()
  await expect(page.getByRole('button', { name: 'Change and go on' })).toBeVisible()
  await desk.page.goto(service.origin)
  await desk.page.getByRole('button', { name: 'English' }).click()
  await expect(desk.page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await desk.look('sign-in-english')
})

test('for whom nothing may move, a choice opens where it is pressed and a dialog waits for the keyboard', async ({ still }) => {
  const { page } = still
  await still.enter('zhaoshang')
  await still.open('/complaints')
  await still.click('登记投诉')
  await page.getByRole('dialog').locator('.ant-select').first().click()
  await expect(page.locator('.ant-select-dropdown:visible .ant-select-item-option').first()).toBeInViewport()
  await still.open('/projects')
  await page.getByRole('button', { name: '视图', exact: true }).click()
  await page.getByText('把现在的样子存为视图').click()
  await expect(page.getByRole('dialog').getByLabel('视图名称')).toBeFocused()
})
