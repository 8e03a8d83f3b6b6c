/** The ledger at work: choosing across windows, one change of many, a look aside, paper, empty filters, on to the next. */
import { gzipSync } from 'node:zlib'
import { test as base, expect, type Person } from '../journey'
import { type Service, start } from '../service'

const test = base.extend<object, { service: Service }>({
  service: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of what a fixture needs
    async ({}, use) => {
      const service = await start({ projects: 400, trips: 1 })
      await use(service)
      await service.stop()
    },
    { scope: 'worker' },
  ],
})

/** Handbook §8. */
const MOST_NODES = 900
const MOST_WINDOW_BYTES = 50 * 1024

const gridOf = (person: Person) => person.page.getByRole('grid', { name: '项目台账' })
const barOf = (person: Person) => person.page.getByRole('region', { name: '已选的行' })

async function atLedger(person: Person, search = ''): Promise<void> {
  await person.open(`/projects${search}`)
  await expect(gridOf(person).getByRole('checkbox').nth(3)).toBeVisible()
  await gridOf(person).focus()
}

test('the page and its windows stay within their budgets', async ({ desk }) => {
  const windows: Promise<Buffer>[] = []
  desk.page.on('response', (answer) => {
    if (/\/api\/v1\/projects\?.*per_page=100/.test(answer.url())) windows.push(answer.body())
  })
  await desk.enter('zhaoshang')
  await atLedger(desk)
  await desk.look('ledger-windows')
  // what is laid out: preloads and styles in the head are not
  const nodes = await desk.page.evaluate(() => document.body.querySelectorAll('*').length)
  expect(nodes, 'DOM nodes of the page').toBeLessThanOrEqual(MOST_NODES)
  const bodies = await Promise.all(windows)
  const full = bodies.filter((body) => JSON.parse(body.toString()).items.length === 100)
  expect(full.length).toBeGreaterThan(0)
  for (const body of full) expect(gzipSync(body).length, 'bytes of a window').toBeLessThanOrEqual(MOST_WINDOW_BYTES)
  await desk.page.setViewportSize({ width: 1366, height: 625 })
  await desk.look('ledger-windows-625')
})

test('projects are chosen across windows, tagged, assigned and taken along', async ({ desk }) => {
  await desk.enter('zhaoshang')
  await atLedger(desk)
  // one here, the rest of the list up to its end: rows in between were never on the screen
  await desk.press('x', 'Control+End')
  await expect(gridOf(desk)).toHaveAttribute('aria-activedescendant', /-4\d\d-/)
  await desk.press('Shift+X')
  await expect(barOf(desk).getByText(/^已选4\d\d项$/)).toBeVisible()
  await desk.look('ledger-chosen')
  await barOf(desk).getByRole('button', { name: '清除' }).click()
  await expect(barOf(desk)).toHaveCount(0)

  await gridOf(desk).focus()
  await desk.press('x', 'Control+Home')
  await gridOf(desk).getByRole('checkbox').nth(2).click()
  await gridOf(desk)
    .getByRole('checkbox')
    .nth(4)
    .click({ modifiers: ['Shift'] })
  await expect(barOf(desk).getByText('已选4项')).toBeVisible()
  await barOf(desk).getByRole('button', { name: '打标签' }).click()
  await desk.page.getByRole('dialog').getByLabel('贴上的标签').last().click()
  await desk.type('链上项目')
  await desk.press('Enter')
  await desk.page.getByText('给4个项目打标签').click() // the list of tags in use lies over the button
  await desk.look('ledger-tag-many')
  await desk.click('全部照此修改')
  await expect(desk.page.getByText('已修改4个项目，0个本来就是这样')).toBeVisible()
  await expect(barOf(desk)).toHaveCount(0)

  // all that match, confirmed by their number
  await atLedger(desk, '?tag=链上项目')
  await expect(desk.page.getByRole('gridcell', { name: '4项' })).toBeVisible()
  await gridOf(desk).getByRole('checkbox', { name: '选择全部4项' }).click()
  await expect(barOf(desk).getByText('已选符合条件的全部4项')).toBeVisible()
  await barOf(desk).getByRole('button', { name: '指派' }).click()
  await desk.page.getByRole('radio', { name: '增加的配合单位' }).click()
  await desk.page.getByRole('dialog').getByRole('combobox').click()
  await desk.type('永昌县')
  await desk.page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '永昌县' }).first().click()
  await desk.page.getByText('指派4个项目').click()
  await desk.look('ledger-assign-many')
  await desk.click('全部照此修改')
  await expect(desk.page.getByText(/已修改\d个项目/)).toBeVisible()

  await gridOf(desk).getByRole('checkbox').nth(1).click()
  await gridOf(desk).getByRole('checkbox').nth(2).click()
  await barOf(desk).getByRole('button', { name: '导出' }).click()
  await desk.click('开始导出')
  await expect(desk.page.getByText(/符合条件2行，写出2行/)).toBeVisible({ timeout: 30_000 })
  await desk.look('ledger-export-chosen')
  await desk.page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click()

  await desk.click('打印')
  await expect(desk.page.getByText('条件：标签：链上项目')).toBeVisible()
  await desk.look('ledger-paper')
  expect(pages(await desk.page.pdf({ preferCSSPageSize: true }))).toBe(1)
  await desk.open('/print/ledger')
  await expect(desk.page.getByText('条件：全部项目')).toBeVisible()
  await expect(desk.page.getByText(/^打印人：/)).toBeVisible()
  expect(pages(await desk.page.pdf({ preferCSSPageSize: true }))).toBeGreaterThan(5)
  await desk.click('返回台账')
  await expect(gridOf(desk)).toBeVisible()
})

/** Pages of a PDF, as the browser writes it. */
const pages = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0

test('what one office may not change is refused with its name', async ({ desk }) => {
  await desk.enter('gongxin')
  await atLedger(desk)
  await desk.press('x')
  await barOf(desk).getByRole('button', { name: '指派' }).click()
  await desk.choose('改由这个单位牵头', '市招商局')
  await desk.click('全部照此修改')
  await expect(desk.page.getByRole('dialog').getByRole('alert').first()).toContainText('牵头单位只能是本单位或下属单位')
  await desk.look('ledger-assign-refused')
})

test('a look aside, on to the next, and back to the cell', async ({ desk }) => {
  await desk.enter('zhaoshang')
  await atLedger(desk, '?sort=number')
  await desk.press('ArrowDown', 'ArrowRight', 'Space')
  const drawer = desk.page.getByRole('dialog')
  await expect(drawer.getByRole('region', { name: '阶段' })).toBeVisible()
  await desk.look('ledger-peek')
  const first = await drawer.getByText(/^\d+ \/ \d+$/).textContent()
  await desk.press('j')
  await expect(drawer.getByText(/^3 \/ \d+$/)).toBeVisible()
  await expect(gridOf(desk)).toHaveAttribute('aria-activedescendant', /-2-2$/)
  await desk.press('k')
  await expect(drawer.getByText(first ?? '', { exact: true })).toBeVisible()
  await desk.press('Escape')
  await expect(drawer).toHaveCount(0)
  await expect(gridOf(desk)).toBeFocused()
  // Enter opens the page, which knows where it stands in the list
  await desk.press('Space')
  await expect(drawer.getByRole('region', { name: '阶段' })).toBeVisible()
  await desk.press('Enter')
  await expect(desk.page.getByRole('navigation', { name: /^第2项，共\d+项$/ })).toBeVisible()
  const name = await desk.page.getByRole('heading', { level: 1 }).textContent()
  await desk.press('j')
  await expect(desk.page.getByRole('navigation', { name: /^第3项，共\d+项$/ })).toBeVisible()
  await expect(desk.page.getByRole('heading', { level: 1 })).not.toHaveText(name ?? '')
  await desk.look('project-walk')
  await desk.press('Alt+ArrowUp', 'k')
  await expect(desk.page.getByRole('navigation', { name: /^第1项，共\d+项$/ })).toBeVisible()
  await desk.click('返回台账')
  await expect(desk.page).toHaveURL(/\/projects\?sort=number$/)
})

test('an empty list says which condition to drop', async ({ desk }) => {
  await desk.enter('zhaoshang')
  await desk.open('/projects?stage=signed&q=没有这样的项目')
  const way = desk.page.getByRole('button', { name: /^去掉“检索：没有这样的项目”有\d+项$/ })
  await expect(way).toBeVisible()
  await desk.look('ledger-empty-ways')
  await desk.tap(way)
  await expect(gridOf(desk)).toBeVisible()
  await expect(desk.page).toHaveURL(/\/projects\?stage=signed$/)
})

test('what changed elsewhere is announced and does not jump', async ({ desk, second }) => {
  await desk.enter('zhaoshang')
  await second.enter('zhaoshang2')
  await atLedger(desk, '?sort=number')
  const cell = gridOf(desk).getByRole('row').nth(1).getByRole('gridcell').nth(2)
  const name = (await cell.textContent()) ?? ''
  await atLedger(second, '?sort=number')
  await second.press('Enter')
  await expect(second.page.getByRole('button', { name: '修改基本信息' })).toBeVisible()
  await second.press('e')
  await second.page.getByRole('dialog').getByLabel('项目名称').fill(`${name}（改）`)
  await second.page.keyboard.press('Control+Enter')
  await expect(second.page.getByRole('heading', { level: 1 })).toHaveText(`${name}（改）`)
  await desk.page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  await expect(desk.page.getByText('1行已更新')).toBeVisible()
  await expect(cell).toHaveText(name)
  await desk.look('ledger-news')
  await desk.click('刷新')
  await expect(cell).toHaveText(`${name}（改）`)
  await expect(desk.page.getByText('1行已更新')).toHaveCount(0)
})

test('on the phone the ledger is cards, and a project knows its neighbours', async ({ phone }) => {
  await phone.enter('lingdao1')
  await phone.open('/projects?sort=number')
  await phone.page.getByRole('region', { name: '项目台账' }).getByRole('button').nth(1).click()
  await expect(phone.page.getByRole('navigation', { name: /^第2项，共\d+项$/ })).toBeVisible()
  await phone.look('phone-project-walk')
  await phone.open('/print/ledger?stage=signed')
  await expect(phone.page.getByText(/条件：阶段：签约/)).toBeVisible()
  await phone.look('phone-ledger-paper')
})
