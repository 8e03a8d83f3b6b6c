/** Job 4 of the handbook: a stage is moved with its evidence and audited by somebody else; and two people edit one project. */
import { Buffer } from 'node:buffer'
import { expect, inboxAct, test } from '../journey'

/** The smallest picture: a scan of one point. */
const SCAN = {
  name: '研判意见表.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}

test('a clerk registers a project and moves it with evidence, a colleague audits', async ({ desk, second }) => {
  await desk.enter('zhaoshang')
  await desk.open('/projects')
  await expect(desk.page.getByRole('grid', { name: '项目台账' })).toBeVisible()
  await expect(desk.page.getByRole('button', { name: '新建项目' })).toBeVisible()
  await desk.page.keyboard.press('n')
  await expect(desk.page.getByRole('dialog', { name: '新建项目' })).toBeVisible()
  await desk.page.getByRole('button', { name: '登记项目' }).click()
  await expect(desk.page.getByText('请填写项目名称')).toBeVisible()
  await desk.look('project-new')
  await desk.page.getByRole('dialog').getByLabel('项目名称').fill('镍基高温合金铸锻件项目')
  await desk.page.getByLabel('库里没有，直接写名称').fill('西部特种合金有限公司')
  await desk.page.getByRole('dialog').getByLabel('建设内容及规模').fill('年产3万吨高温合金铸锻件')
  await desk.choose('线索来源', '领导带队')
  await desk.page.getByRole('dialog').getByLabel('总投资').fill('12.6亿')
  await expect(desk.page.getByText('= 12.60亿元 = 1,260,000,000元')).toBeVisible()
  await desk.page.getByRole('button', { name: '登记项目' }).click()
  await expect(desk.page.getByRole('heading', { level: 1, name: '镍基高温合金铸锻件项目' })).toBeVisible()
  const address = new URL(desk.page.url()).pathname
  desk.took({ clicks: 0, keys: 0 })

  await desk.click('推进')
  const dialog = desk.page.getByRole('dialog', { name: '进入研判' })
  await expect(dialog).toBeVisible()
  await desk.look('project-move')
  const chooser = desk.page.waitForEvent('filechooser')
  await desk.click('选择文件')
  await (await chooser).setFiles(SCAN)
  await expect(dialog.getByText('研判意见表.png')).toBeVisible()
  await desk.chooseCounted('研判结论', '新项目，继续跟进')
  await dialog.getByLabel('研判意见', { exact: true }).fill('符合产业政策，市场前景较好，建议跟进。')
  await desk.click('提交审核')
  await expect(dialog).toBeHidden()
  await expect(desk.page.getByText(/研判的材料已提交/)).toBeVisible()
  desk.took({ clicks: 5, keys: 0 })
  await desk.look('project-submitted')

  await second.enter('zhaoshang2')
  // it waits for whoever may audit it, and one press leads there
  await inboxAct(second.page, /审核阶段材料.*镍基高温合金铸锻件项目/).click()
  await expect(second.page).toHaveURL(new RegExp(`${address}\\?tab=records`))
  await second.page.getByRole('button', { name: '审核', exact: true }).click()
  await expect(second.page.getByRole('dialog', { name: '审核：研判' })).toBeVisible()
  await second.page.locator('.stock-opinions button').first().click()
  await second.look('project-audit')
  await second.page.getByRole('button', { name: '提交结论' }).click()
  await expect(second.page.getByText('审核通过', { exact: true }).first()).toBeVisible()
  await second.look('project-records')
  await second.page.getByRole('button', { name: '推进' }).click()
  await expect(second.page.getByText('条件已具备，可以推进。').last()).toBeVisible()
})

test('two people edit one project and nothing is lost', async ({ desk, second }) => {
  await desk.enter('zhaoshang')
  await second.enter('zhaoshang2')
  for (const person of [desk, second]) {
    await person.open('/projects/18')
    await person.page.getByRole('button', { name: '修改基本信息' }).click()
    await expect(person.page.getByRole('dialog', { name: '修改基本信息' })).toBeVisible()
  }
  await desk.page.getByLabel('所在园区').fill('金川区双湾镇')
  await desk.page.getByLabel('备注').fill('甲的备注')
  await desk.look('project-edit')
  await desk.page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(desk.page.getByRole('dialog')).toBeHidden()

  await second.page.getByLabel('备注').fill('乙的备注')
  await second.page.getByLabel('引荐人').fill('陈工')
  await second.page.getByRole('button', { name: '保存', exact: true }).click()
  const conflict = second.page.getByRole('dialog', { name: '别人刚刚修改过' })
  await expect(conflict).toBeVisible()
  await expect(conflict.getByText('甲的备注')).toBeVisible()
  await second.look('project-conflict')
  await conflict.getByText('甲的备注').click()
  await conflict.getByRole('button', { name: '按所选保存' }).click()
  await expect(conflict).toBeHidden()
  await second.open('/projects/18')
  // what happened last, beside the tabs, tells of it too
  const facts = second.page.getByRole('tabpanel', { name: '基本信息' })
  await expect(facts.getByText('甲的备注')).toBeVisible()
  await expect(facts.getByText('金川区双湾镇')).toBeVisible()
  await expect(facts.getByText('陈工')).toBeVisible()
})

test('money, papers, access: what else a project holds', async ({ desk }) => {
  await desk.enter('zhaoshang')
  await desk.open('/projects/18?tab=funds')
  await desk.page.getByRole('button', { name: '登记到位资金' }).click()
  const dialog = desk.page.getByRole('dialog', { name: '登记到位资金' })
  await dialog.getByLabel('金额').first().fill('5000')
  await desk.choose('用途', '固定资产')
  await desk.choose('资金来源地', '省外')
  await desk.choose('凭证种类', '银行')
  await desk.look('project-funds-new')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toBeHidden()
  await expect(desk.page.getByRole('cell', { name: '5,000' })).toBeVisible()
  for (const tab of ['signatures', 'amendments', 'access']) {
    await desk.open(`/projects/18?tab=${tab}`)
    await expect(desk.page.getByRole('article')).toBeVisible()
    await desk.look(`project-${tab}`)
  }
  await desk.open('/projects/18?tab=signatures')
  await desk.page.getByRole('button', { name: '登记签约' }).click()
  await expect(desk.page.getByRole('dialog', { name: '登记签约' })).toBeVisible()
  await desk.look('project-signature-new')
})

test('a view of the ledger is named, found again and taken away; commands by name', async ({ desk }) => {
  await desk.enter('zhaoshang')
  await desk.open('/projects?stage=started')
  await desk.page.getByRole('button', { name: '选择列' }).click()
  const columns = desk.page.getByRole('dialog', { name: '选择列' })
  await columns.getByLabel('查找列名').fill('备注')
  await columns.getByRole('checkbox', { name: '备注' }).check()
  await desk.look('ledger-columns')
  await columns.getByRole('button', { name: '就这样显示' }).click()
  await expect(desk.page.getByRole('columnheader', { name: '备注' })).toBeAttached()
  await desk.page.getByRole('button', { name: '视图', exact: true }).click()
  await desk.page.getByText('把现在的样子存为视图').click()
  await desk.page.getByRole('dialog').getByLabel('视图名称').fill('已开工的')
  await desk.page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(desk.page.getByRole('button', { name: '视图：已开工的' })).toBeVisible()
  await desk.open('/projects')
  await desk.page.getByRole('button', { name: /^视图/ }).click()
  await desk.page.getByRole('menuitem', { name: '已开工的', exact: true }).click()
  await expect(desk.page).toHaveURL(/stage=started/)
  await desk.look('ledger-view')
  await desk.page.keyboard.press('Control+k')
  await expect(desk.page.getByRole('combobox', { name: '命令' })).toBeFocused()
  await desk.type('企业库')
  await desk.look('commands')
  await desk.page.keyboard.press('Enter')
  await expect(desk.page).toHaveURL(/\/enterprises/)
})
