/** Somebody answers for every project: who, since when, what is vacant; appointed, replaced, handed over, stood in for. */
import type { Locator } from '@playwright/test'
import { expect, type Person, test } from '../journey'

const COPPER = '/projects/5' // 金川集团公司5千吨新能源电子材料铜箔项目
const TITANIUM = '/projects/9' // 1.5万吨/年高品质海绵钛技术提升改造项目

const chainOf = (person: Person): Locator => person.page.getByRole('region', { name: '责任链' })

/** Takes a person in a picker by the initials of his name. */
async function pick(person: Person, label: string, initials: string, name: string): Promise<void> {
  const dialog = person.page.getByRole('dialog').last()
  await dialog.getByRole('combobox', { name: label }).click()
  await person.type(initials)
  await person.page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: name }).first().click()
}

test('the page of a project says who answers for it, and a vacancy is filled where it stands', async ({ desk }) => {
  const { page } = desk
  await desk.enter('zhaoshang')
  await desk.open(TITANIUM)
  const chain = chainOf(desk)
  await expect(chain.getByText('开有为')).toBeVisible()
  await expect(chain.getByText('空缺')).toBeVisible()
  await desk.look('responsibility-vacant', chain.getByRole('button', { name: '指定联络员' }))
  await desk.click('指定联络员')
  const dialog = page.getByRole('dialog', { name: '指定联络员' })
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: '指定', exact: true }).click()
  await expect(dialog.getByText('请填写担任的人').first()).toBeVisible()
  await pick(desk, '担任的人', 'jjm', '金进门')
  await desk.look('responsibility-assign')
  await dialog.getByRole('button', { name: '指定', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(chain.getByText('金进门')).toBeVisible()
  await expect(chain.getByText('空缺')).toHaveCount(0)

  // who does it now is replaced with a reason
  await desk.click('更换服务专员')
  const swap = page.getByRole('dialog', { name: '更换服务专员' })
  await expect(swap.getByText(/现由开有为担任/)).toBeVisible()
  await pick(desk, '担任的人', 'gzx', '工在先')
  await swap.getByLabel('理由').fill('海绵钛项目改由工信口服务')
  await swap.getByRole('button', { name: '指定', exact: true }).click()
  await expect(swap).toBeHidden()
  await expect(chain.getByText(/第2任/)).toBeVisible()
})

test('the tab: a day of the past, the checklist with what is missing, the plan in versions, the history', async ({ desk }) => {
  const { page } = desk
  await desk.enter('zhaoshang')
  await desk.open(`${COPPER}?tab=responsibility`)
  await expect(page.getByRole('region', { name: '四个一：已做到4/4' })).toBeVisible()
  await expect(page.getByRole('region', { name: '工作方案' }).getByText('第1版（现行）')).toBeVisible()
  await expect(page.getByRole('region', { name: '任期沿革' }).getByText('抓落实', { exact: false }).first()).toBeVisible()
  await desk.look('responsibility-tab')
  // what was before the system goes on record, and nothing of today changes with it
  await desk.click('补记任期')
  const past = page.getByRole('dialog', { name: '补记任期' })
  await desk.choose('角色', '联络员')
  await pick(desk, '担任的人', 'kyw', '开有为')
  await past.getByLabel('从哪天起').fill('2019-01-01')
  await past.getByLabel('到哪天止').fill('2020-12-31')
  await page.keyboard.press('Tab')
  await past.getByLabel('理由').fill('按当年台账补记')
  await desk.look('responsibility-past-term', past.getByRole('button', { name: '补记' }))
  await past.getByRole('button', { name: '补记' }).click()
  await expect(past).toBeHidden()
  await desk.click('补记牵头单位')
  const led = page.getByRole('dialog', { name: '补记牵头单位' })
  await pick(desk, '单位', 'yongchang', '永昌县')
  await led.getByLabel('从哪天起').fill('2019-01-01')
  await led.getByLabel('到哪天止').fill('2020-12-31')
  await page.keyboard.press('Tab')
  await led.getByLabel('依据').fill('按当年台账补记')
  await desk.look('responsibility-past-lead')
  await led.getByRole('button', { name: '补记' }).click()
  await expect(led).toBeHidden()
  const history = page.getByRole('region', { name: '任期沿革' }).first()
  await expect(history.getByRole('row', { name: /联络员.*开有为.*2019-01-01.*2020-12-31/ })).toBeVisible()
  await expect(history.getByRole('row', { name: /永昌县.*2019-01-01.*2020-12-31/ })).toBeVisible()
  await desk.look('responsibility-recorded')
  const day = new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel('看以前的某一天').fill(day)
  await page.keyboard.press('Enter')
  const then = page.getByRole('region', { name: `${day}由谁负责` })
  await expect(then.getByText(/抓落实（金昌市/)).toBeVisible()
  await desk.look('responsibility-past')
  await desk.open('/projects/16?tab=responsibility')
  await expect(page.getByRole('region', { name: '四个一：已做到1/4' })).toBeVisible()
  await expect(page.getByText('怎么补：由招商局指定包抓领导')).toBeVisible()
  await desk.look('responsibility-gaps')
})

test('the lists, one act that hands over everything, somebody who stands in', async ({ desk }) => {
  const { page } = desk
  await desk.enter('zhaoshang')
  await desk.open('/responsibility')
  await expect(page.getByRole('heading', { level: 1, name: '责任链' })).toBeVisible()
  await expect(page.getByRole('cell', { name: '包远志' })).toBeVisible()
  await desk.look('responsibility-people', '移交工作')
  await desk.click('移交工作')
  const dialog = page.getByRole('dialog', { name: '移交工作' })
  await pick(desk, '移交人', 'gzx', '工在先')
  await expect(dialog.getByText(/服务专员：羰基镍及铂族金属/)).toBeVisible()
  await pick(desk, '接手人', 'jjm', '金进门')
  await dialog.getByLabel('理由').fill('工在先调离，由金进门接手')
  await desk.look('responsibility-handover')
  await dialog.getByRole('button', { name: '移交工作' }).click()
  // talks and claims stay within a unit; what cannot move is said and nothing has moved
  await expect(page.getByRole('dialog', { name: '移交工作' })).toBeHidden()
  await desk.click('移交', 'link')
  await expect(page.getByText('工在先调离，由金进门接手')).toBeVisible()
  await desk.look('responsibility-handovers')
  for (const [link, name] of [
    ['责任人空缺', 'vacancies'],
    ['清单缺项', 'gaps'],
    ['任期', 'terms'],
    ['代理', 'substitutes'],
  ] as const) {
    await desk.click(link, 'link')
    await expect(page.getByRole('heading', { level: 1, name: link })).toBeVisible()
    await expect(page.getByRole('grid', { name: link })).toBeVisible()
    await desk.look(`responsibility-${name}`)
  }
  await desk.click('指定代理人')
  const stand = page.getByRole('dialog', { name: '指定代理人' })
  await pick(desk, '代理人', 'syx', '商有信')
  await stand.getByLabel('到哪天止').fill(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10))
  await page.keyboard.press('Tab')
  await stand.getByLabel('理由').fill('外出培训')
  await desk.look('responsibility-substitute')
  await stand.getByRole('button', { name: '指定代理人' }).click()
  await expect(stand).toBeHidden()
  await expect(page.getByText('商有信')).toBeVisible()
})

test('a leader on the phone sees the projects he carries; a clerk whom another unit appointed may work on one', async ({
  phone,
  desk,
}) => {
  await phone.enter('lingdao1')
  await phone.open('/my-projects')
  const list = phone.page.getByRole('list', { name: '我的项目' })
  await expect(list.getByText('“火星1号基地”项目')).toBeVisible()
  await expect(list.getByRole('link')).toHaveCount(6)
  await phone.look('responsibility-mine-phone')
  await phone.thumbs('my projects')
  await phone.open(COPPER)
  await expect(chainOf(phone).getByText('包远志')).toBeVisible()
  await phone.look('responsibility-chain-phone')
  await phone.open(`${COPPER}?tab=responsibility`)
  await expect(phone.page.getByRole('region', { name: '四个一：已做到4/4' })).toBeVisible()
  await phone.look('responsibility-tab-phone')
  await phone.open('/responsibility')
  await expect(phone.page.getByText('包远志').first()).toBeVisible()
  await phone.look('responsibility-people-phone')
  await phone.thumbs('people')
  await desk.enter('yongchang')
  await desk.open('/projects/16')
  await expect(desk.page.getByRole('button', { name: '修改基本信息' })).toBeVisible()
  await desk.look('responsibility-servant')
})
