import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/exports'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { canTotal, groupsOf, groupsText, hasUnit, moved, plain, previewable } from './columns'
import { TemplateEditor } from './editor'
import { ExportList } from './list'
import { TemplateList } from './templates'

addWords('exports', words)

const lists = [
  {
    list: 'projects',
    title: '招商引资项目台账',
    conditions_of: '/api/v1/projects',
    columns: [
      { field: 'name', title: '项目名称', kind: 'text' },
      { field: 'total_investment_yuan', title: '总投资', kind: 'money' },
      { field: 'signed_on', title: '签约日期', kind: 'day' },
    ],
    default_columns: ['name', 'total_investment_yuan'],
  },
]
const template = {
  id: 4,
  list: 'projects',
  name: '周报',
  title: '周报表',
  scope: 'unit',
  shipped: false,
  version: 2,
  can: ['template.read', 'template.edit'],
  columns: [
    { field: 'name', title: null },
    { field: 'total_investment_yuan', unit: 'wan', total: true },
  ],
}
const preview = {
  columns: ['项目名称', '总投资（万元）'],
  empty_columns: [],
  total: 26,
  header: [
    { row: 0, col: 0, rows: 2, cols: 1, text: '项目名称' },
    { row: 0, col: 1, rows: 1, cols: 1, text: '投资' },
    { row: 1, col: 1, rows: 1, cols: 1, text: '总投资（万元）' },
  ],
  rows: [['铜箔项目', '252,200']],
}

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
  server.use(
    answers('/export-lists', { items: lists, total: 1, per_page: 1 }),
    http.get('*/api/v1/export-templates/4', () => HttpResponse.json(template, { headers: { ETag: '"2-ab"' } })),
    http.post('*/api/v1/export-templates/previews', () => HttpResponse.json(preview)),
  )
})
const nothing = vi.fn()
/** Roles are slow to find beside so many controls. */
const press = (text: string) => fireEvent.click(screen.getByText(text).closest('button') as HTMLElement)
const editor = (more: { id?: number; from?: number; may?: boolean } = {}) =>
  show(<TemplateEditor list="projects" may={more.may ?? true} onDone={nothing} onCopy={nothing} {...more} />)

describe('columns of a format', () => {
  it('moves one and keeps the others in order', () => {
    expect(moved(['a', 'b', 'c', 'd'], 3, 1)).toEqual(['a', 'd', 'b', 'c'])
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b'], 0, 2)).toEqual(['a', 'b'])
  })
  it('reads upper headers from one text', () => {
    expect(groupsOf('投资 / 本年')).toEqual(['投资', '本年'])
    expect(groupsOf('投资／本年/')).toEqual(['投资', '本年'])
    expect(groupsOf(' / ')).toBeNull()
    expect(groupsOf('a/b/c/d')).toEqual(['a', 'b', 'c'])
    expect(groupsText(['投资', '本年'])).toBe('投资 / 本年')
  })
  it('offers what fits the kind and sends only what is said', () => {
    const money = { field: 'x', title: 'x', kind: 'money' }
    expect([hasUnit(money), canTotal(money), hasUnit({ ...money, kind: 'day' }), canTotal(undefined)]).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(plain({ field: 'x', title: null, note: '', total: true })).toEqual({ field: 'x', total: true })
    expect(previewable([{ title: '' }, { title: '签字' }, { field: 'x' }])).toEqual([{ title: '签字' }, { field: 'x' }])
  })
})

describe('a format', () => {
  it('shows its table as it will be, in all levels of the header', async () => {
    editor({ id: 4 })
    const table = within(await screen.findByLabelText('预览'))
    expect((await table.findByText('项目名称')).getAttribute('rowspan')).toBe('2')
    expect(table.getByText('252,200')).toBeTruthy()
    expect(screen.getByText('符合条件26行，下面是头几行')).toBeTruthy()
  }, 20_000)

  it('is saved with the tag that filled it, in the order given', async () => {
    const sent: unknown[] = []
    server.use(
      http.put('*/api/v1/export-templates/4', async ({ request }) => {
        sent.push({ match: request.headers.get('If-Match'), body: await request.json() })
        return HttpResponse.json(template)
      }),
    )
    editor({ id: 4 })
    fireEvent.click(await screen.findByLabelText('总投资：上移'))
    fireEvent.change(screen.getByLabelText('总投资：上级表头'), { target: { value: '投资/本年' } })
    press('保存')
    await waitFor(() => expect(sent.length).toBe(1))
    expect(sent[0]).toEqual({
      match: '"2-ab"',
      body: {
        list: 'projects',
        name: '周报',
        title: '周报表',
        scope: 'unit',
        columns: [{ field: 'total_investment_yuan', unit: 'wan', total: true, groups: ['投资', '本年'] }, { field: 'name' }],
      },
    })
  }, 20_000)

  it('shows both sides when somebody was faster', async () => {
    server.use(
      http.put('*/api/v1/export-templates/4', () =>
        problem(412, 'resource.stale', { current: { ...template, title: '对方改的', version: 3 } as never }),
      ),
    )
    editor({ id: 4 })
    fireEvent.change(await screen.findByLabelText('标题行'), { target: { value: '我改的' } })
    press('保存')
    expect(await screen.findByText('对方改的')).toBeTruthy()
  }, 20_000)

  it('is only looked at by people who may not change it', async () => {
    server.use(http.get('*/api/v1/export-templates/4', () => HttpResponse.json({ ...template, can: ['template.read'] })))
    editor({ id: 4, may: false })
    expect(await screen.findByLabelText('预览')).toBeTruthy()
    expect(screen.queryByText('保存')).toBeNull()
    expect(screen.queryByText('停用')).toBeNull()
    expect(screen.queryByText('另存为新模板')).toBeNull()
    expect(screen.queryByLabelText('总投资：上移')).toBeNull()
  }, 20_000)

  it('asks for the title of an empty column before it is sent', async () => {
    editor()
    await userEvent.type(await screen.findByLabelText('模板名称'), '新')
    press('加一列空列')
    press('保存')
    expect(await screen.findByText('空列须写明列名')).toBeTruthy()
  }, 20_000)

  it('says why a preview cannot be made', async () => {
    server.use(
      http.post('*/api/v1/export-templates/previews', () => problem(422, 'request.invalid', { detail: '这一列不能合计。' })),
    )
    editor({ id: 4 })
    expect(await screen.findByText('这一列不能合计。')).toBeTruthy()
  }, 20_000)
})

describe('lists', () => {
  it('of formats: whose, of what, how many columns; nothing new for people who may not', async () => {
    server.use(
      answers('/export-templates', {
        items: [template, { ...template, id: 5, name: '自带', shipped: true }],
        total: 2,
        per_page: 2,
      }),
    )
    show(<TemplateList filters={{}} onChange={nothing} onOpen={nothing} onNew={undefined} />)
    expect(await screen.findByText('周报')).toBeTruthy()
    expect(screen.getByText('系统自带')).toBeTruthy()
    expect(screen.queryByText('新建导出模板')).toBeNull()
  })
  it('of exports: the file while it is there, the reason when it failed', async () => {
    const one = {
      id: 1,
      list: 'projects',
      title: '台账',
      format: 'xlsx',
      encoding: 'utf8',
      filter: '',
      filter_words: '阶段：签约',
      layout_sha256: 'x',
      columns: [],
      state: 'ready',
      job_id: 3,
      done: 26,
      rows_matched: 26,
      rows_written: 26,
      file_name: '台账.xlsx',
      created_at: '2026-03-01T01:30:00Z',
      expires_at: '2026-03-08T01:30:00Z',
      version: 2,
      can: ['export.read'],
    }
    const failed = { ...one, id: 2, state: 'failed', failure: '磁盘已满，请告诉管理员', file_name: '另一份.xlsx', can: [] }
    server.use(
      answers('/exports', { items: [one, failed], total: 2, page: 1, per_page: 100 }),
      http.get('*/api/v1/exports/1/content', () => problem(410, 'export.expired', { detail: '文件已过期，请重新导出。' })),
    )
    show(<ExportList filters={{}} onChange={nothing} />)
    expect((await screen.findAllByText('阶段：签约')).length).toBe(2)
    expect(screen.getAllByText('磁盘已满，请告诉管理员').length).toBeGreaterThan(0)
    expect(screen.getAllByText('2026-03-08 09:30').length).toBe(2)
    fireEvent.click(screen.getByText('下载'))
    expect(await screen.findByText('文件已过期，请重新导出。')).toBeTruthy()
  })
  it('of exports: says that there is none', async () => {
    server.use(answers('/exports', { items: [], total: 0, page: 1, per_page: 100 }))
    show(<ExportList filters={{}} onChange={nothing} />)
    expect(await screen.findByText(/还没有导出过/)).toBeTruthy()
  })
})
