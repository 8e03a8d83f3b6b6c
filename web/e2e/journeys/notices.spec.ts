/** Copies, notices, live counts, and a channel whose messages arrive at a robot that this test stands in for. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test as base, expect } from '../journey'

type Robot = { port: number; got: { path: string; text: string }[]; refuse: number; close: () => void }

function robot(): Promise<Robot> {
  const seen: Robot = { port: 0, got: [], refuse: 0, close: () => undefined }
  const server: Server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      seen.got.push({ path: request.url ?? '', text: JSON.parse(body).text?.content ?? '' })
      const errcode = seen.refuse > 0 ? 93000 : 0
      if (seen.refuse > 0) seen.refuse -= 1
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify({ errcode, errmsg: 'ok' }))
    })
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      seen.port = (server.address() as AddressInfo).port
      seen.close = () => void server.close()
      resolve(seen)
    })
  })
}

const test = base.extend<object, { hook: Robot }>({
  hook: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of what a fixture needs
    async ({}, use) => {
      const hook = await robot()
      await use(hook)
      hook.close()
    },
    { scope: 'worker' },
  ],
  settings: [
    async ({ hook }, use) => use(`[outgoing]\nwecom_url = 'http://127.0.0.1:${hook.port}'\nallow_addresses = ['127.0.0.1']\n`),
    { scope: 'worker' },
  ],
})

test('a thing is shown to a colleague, who hears of it at once and reads it', async ({ desk, listener }) => {
  await listener.enter('zhaoshang2')
  await expect(listener.page.getByRole('heading', { level: 1, name: '待办' })).toBeVisible()
  const bell = listener.page.getByRole('button', { name: /^提醒/ })
  await expect(bell).toHaveAccessibleName('提醒，1条未读')

  const { page } = desk
  await desk.enter('zhaoshang')
  await desk.open('/projects/7')
  await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toBeVisible()
  await desk.click('更多')
  await desk.tap(page.getByRole('menuitem', { name: '抄送给同事' }))
  const form = page.getByRole('dialog', { name: /^抄送/ })
  await form.getByRole('combobox').click()
  await desk.type('syx')
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '商有信' }).first().click()
  await page.keyboard.press('Escape')
  await form.getByLabel('附言').fill('片碱项目的用地有进展，请了解。')
  await desk.look('copy-form')
  await form.getByRole('button', { name: '抄送', exact: true }).click()
  await expect(page.getByText('已抄送')).toBeVisible()

  // no reload, no press: the other page hears of it
  await expect(bell).toHaveAccessibleName('提醒，2条未读')
  await bell.click()
  const notices = listener.page.getByRole('list', { name: '提醒' })
  await notices.getByRole('button', { name: /片碱/ }).first().click()
  await expect(listener.page.getByRole('heading', { level: 1, name: /片碱/ })).toBeVisible()
  await expect(bell).toHaveAccessibleName('提醒，1条未读')

  // who showed it sees who has read it
  await desk.open('/inbox?tab=cc')
  await expect(page.getByRole('tab', { name: /^抄送我/ })).toHaveAttribute('aria-selected', 'true')
  await desk.look('inbox-copies')
  await desk.click('我抄送的')
  await expect(page.locator('.copies')).toContainText('已读')
})

test('the inbox at a desk and on a phone: five tabs, one act a row, finished on the spot', async ({ desk, phone }) => {
  const { page } = desk
  await desk.enter('zhaoshang')
  await expect(page.getByRole('tab')).toHaveCount(5)
  // something to finish, left by a talk
  await page.keyboard.press('n')
  const talk = page.getByRole('dialog', { name: /^记一笔/ })
  await talk.getByRole('combobox', { name: '企业' }).click()
  await desk.type('zxjy')
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '众兴菌业' }).first().click()
  await talk.getByLabel('谈了什么').fill('对方询问二期用电')
  await talk.getByLabel('下一步', { exact: true }).fill('寄送电价测算')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('已记下')).toBeVisible()
  const rows = page.locator('.inbox-rows li')
  await expect(rows.filter({ hasText: '众兴菌业' }).first()).toBeVisible()
  await desk.look('inbox-tabs', page.locator('.inbox-rows button').first())
  const before = await rows.count()
  await rows.filter({ hasText: '众兴菌业' }).first().locator('button.row').focus()
  desk.took({ clicks: 0, keys: 0 })
  await desk.press('Control+Enter')
  const finish = page.getByRole('dialog', { name: /^办结/ })
  await expect(finish.getByLabel('办理情况')).toBeFocused()
  await desk.type('已寄出')
  await desk.look('inbox-finish')
  await desk.press('Control+Enter')
  await expect(page.getByText('已办结')).toBeVisible()
  await expect(rows).toHaveCount(before - 1)
  desk.took({ clicks: 0, keys: 2 })

  await phone.enter('zhaoshang2')
  await expect(phone.page.getByRole('heading', { level: 1, name: '待办' })).toBeVisible()
  await phone.look('inbox-tabs-phone')
  await phone.thumbs('inbox')
  await phone.page.getByRole('region', { name: '最近记录' }).getByRole('listitem').last().scrollIntoViewIfNeeded()
  await phone.look('inbox-side-phone')
  await phone.page.getByRole('button', { name: /^提醒/ }).click()
  await expect(phone.page.getByRole('list', { name: '提醒' })).toBeVisible()
  await phone.look('notices-phone')
  await phone.thumbs('notices')
})

test('a channel is set up, tested and looked after; its key is never shown again', async ({ desk, phone, hook }) => {
  const { page } = desk
  await desk.enter('sysadmin')
  await desk.open('/admin/channels')
  await expect(page.getByText('招商工作群（示例，未启用）')).toBeVisible()
  await desk.look('channels', '新建渠道')
  await desk.click('新建渠道')
  const form = page.getByRole('dialog', { name: '新建渠道' })
  await form.getByLabel('渠道名称').fill('全市招商群')
  await desk.choose('方式', '企业微信群机器人')
  await form.getByLabel('机器人地址中的钥匙').fill('https://example.invalid/send?key=1')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(form.getByText(/只填钥匙本身/).first()).toBeVisible()
  await desk.look('channel-form')
  await form.getByLabel('机器人地址中的钥匙').fill('abc-123')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('渠道已保存')).toBeVisible()
  await page.getByRole('row', { name: /全市招商群/ }).dblclick()
  const panel = page.getByRole('dialog', { name: '全市招商群' })
  await expect(panel.getByText('已保存，不再显示')).toBeVisible()
  await expect(page.getByText('abc-123')).toHaveCount(0)
  hook.refuse = 1
  await panel.getByRole('button', { name: '发测试消息' }).click()
  await expect(panel.getByText(/已放弃/)).toBeVisible()
  await expect(panel.getByText(/错误码93000/)).toBeVisible()
  await desk.look('channel-refused')
  await panel.getByRole('button', { name: '发送记录' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '发送记录' })).toBeVisible()
  await page
    .getByRole('row', { name: /全市招商群/ })
    .first()
    .dblclick()
  const message = page.getByRole('dialog', { name: /^XX-/ })
  await expect(message.getByText('内容只有办理业务的人')).toBeVisible()
  await desk.look('channel-messages')
  await message.getByRole('button', { name: '重发' }).click()
  await expect(page.getByText('已重新排队')).toBeVisible()
  await expect.poll(() => hook.got.length).toBe(2)
  expect(hook.got.map((one) => one.path)).toEqual(Array(2).fill('/cgi-bin/webhook/send?key=abc-123'))
  expect(hook.got[1]?.text).toBe(hook.got[0]?.text)
  expect(hook.got[0]?.text).toContain('渠道测试')

  await phone.enter('zhaoshang')
  await phone.open('/admin/channels')
  await expect(phone.page.getByText('全市招商群').first()).toBeVisible()
  await phone.look('channels-phone')
  await phone.thumbs('channels')
})
