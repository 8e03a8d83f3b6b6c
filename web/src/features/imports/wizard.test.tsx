import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/imports'
import { counts, nothing, session } from '@/test/imports'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import type { Row, Session } from './api'
import type { Step } from './steps'
import { ImportWizard } from './wizard'

addWords('imports', words)

const wrong: Row = {
  row: 5,
  status: 'error',
  name: '菊芋粉项目',
  values: { name: '菊芋粉项目' } as never,
  fixes: {},
  other_cells: [],
  as_in_library: false,
  version: 3,
  issues: [
    {
      row: 5,
      cell: 'B5',
      code: 'amount.not_exact',
      severity: 'error',
      field: 'total_investment_yuan',
      message: '“待定”不是确切的数额',
      how_to_fix: '请向填报单位问清',
    },
  ],
}
const twin: Row = {
  row: 7,
  status: 'suspected_duplicate',
  name: '铜箔二期',
  values: { name: '铜箔二期', total_investment_yuan: 1_500_000_000 } as never,
  fixes: {},
  other_cells: [],
  as_in_library: false,
  version: 1,
  issues: [],
  duplicate: {
    reason: 'same_company_similar_name',
    similarity_pct: 80,
    message: '库里已有“铜箔项目”',
    library_id: 31,
    library_name: '铜箔项目',
    withdrawn: false,
    alike: [{ field: 'place', label: '建设地点', library: '河西堡', file: '河西堡' }],
    differences: [{ field: 'name', label: '项目名称', library: '铜箔项目', file: '铜箔二期' }],
  },
}

const onStep = vi.fn()
const wizard = (step?: Step, status?: string) =>
  show(
    <ImportWizard
      id={7}
      step={step}
      status={status}
      onStep={onStep}
      onStatus={vi.fn()}
      onBack={vi.fn()}
      onFile={vi.fn()}
      linkTo={(_, text) => <a href="/somewhere">{text}</a>}
    />,
  )
const has = (one: Session, rows: Row[]) =>
  server.use(
    http.get('*/api/v1/imports/7', () => HttpResponse.json(one as object, { headers: { ETag: '"2-ab"' } })),
    answers('/imports/7/rows', (url) => {
      const status = url.searchParams.get('status')?.split(',')
      const items = rows.filter((row) => !status || status.includes(row.status))
      return { items, total: items.length, page: 1, per_page: 100 }
    }),
    answers('/units', { items: [], total: 0, per_page: 200 }),
  )

beforeEach(() => {
  onStep.mockClear()
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

describe('an import at its address', () => {
  it('says what failed and that nothing is there to see', async () => {
    server.use(http.get('*/api/v1/imports/7', () => problem(404, 'resource.not_found')))
    wizard()
    expect(await screen.findByText('找不到，或你无权查看')).toBeTruthy()
  })

  it('shows the table as recognised, marks doubts in words, sends only what a person said', async () => {
    has(session(), [wrong, twin])
    const sent: unknown[] = []
    server.use(
      http.put('*/api/v1/imports/7/recognition', async ({ request }) => {
        sent.push({ match: request.headers.get('If-Match'), body: await request.json() })
        return HttpResponse.json(session({ version: 3 }) as object)
      }),
    )
    wizard('columns')
    expect(await screen.findByText('拿不准，请核对')).toBeTruthy()
    expect(screen.getByText('第二张表没有读')).toBeTruthy()
    expect(await screen.findByText('菊芋粉项目')).toBeTruthy()
    fireEvent.mouseDown(screen.getByLabelText('B列的单位'))
    const option = await waitFor(() => {
      const found = document.querySelector('.ant-select-item-option[title="万元"]')
      if (!found) throw new Error('no options yet')
      return found
    })
    fireEvent.click(option)
    fireEvent.click(screen.getByText('按所改重新读取'))
    await waitFor(() =>
      expect(sent).toEqual([
        { match: '"2-ab"', body: { columns: [{ column: 'B', field: 'total_investment_yuan', unit: 'wan' }] } },
      ]),
    )
  }, 20_000)

  it('shows what stands in a column that is not imported, at the table and at the row', async () => {
    const one = session()
    const left = { column: 'C', path: '对接/分管领导', key: '分管领导', confidence: 0, source: 'none' } as const
    const columns = [...(one.recognition?.columns ?? []), left]
    const recognition = { ...one.recognition, columns } as NonNullable<Session['recognition']>
    const rows = [{ ...wrong, other_cells: [{ column: 'C', head: '对接/分管领导', text: '张副市长' }] }, twin]
    has(session({ recognition }), rows)
    const page = wizard('columns')
    const cell = (await screen.findByText('张副市长')).closest('td')
    expect(cell?.className).toBe('left-out')
    page.unmount()
    wizard('rows')
    const panel = await screen.findByLabelText('第5行')
    const fold = within(panel).getByText('没有导入的列（1）')
    expect((fold.closest('details') as HTMLDetailsElement).open).toBe(true)
    expect(within(panel).getByText('C 对接 / 分管领导')).toBeTruthy()
    expect(within(panel).getByText('张副市长')).toBeTruthy()
  })

  it('corrects a cell with the version of its row', async () => {
    has(session(), [wrong])
    const sent: unknown[] = []
    server.use(
      http.put('*/api/v1/imports/7/rows/5', async ({ request }) => {
        sent.push({ match: request.headers.get('If-Match'), body: await request.json() })
        return HttpResponse.json({ ...wrong, status: 'ok' } as object)
      }),
    )
    wizard()
    const panel = await screen.findByLabelText('第5行')
    expect(within(panel).getByText('“待定”不是确切的数额')).toBeTruthy()
    await userEvent.type(within(panel).getByLabelText('总投资'), '1.5亿元{Enter}')
    await waitFor(() =>
      expect(sent).toEqual([{ match: '"3"', body: { fixes: { total_investment_yuan: '1.5亿元' }, decision: null } }]),
    )
  })

  it('says at the row that somebody changed it since, with what is there now', async () => {
    has(session(), [wrong])
    server.use(http.put('*/api/v1/imports/7/rows/5', () => problem(412, 'resource.stale', { detail: '这条记录已被别人修改。' })))
    wizard()
    const panel = await screen.findByLabelText('第5行')
    await userEvent.type(within(panel).getByLabelText('总投资'), '2亿元')
    await userEvent.click(within(panel).getByRole('button', { name: '改正' }))
    expect(await within(panel).findByText('这条记录已被别人修改。')).toBeTruthy()
    expect(within(panel).getByText('下面已是最新内容，请对照后再改。')).toBeTruthy()
    expect((within(panel).getByLabelText('总投资') as HTMLInputElement).value).toBe('2亿元')
  })

  it('decides a likely duplicate by a key, and shows what was refused', async () => {
    has(session(), [twin])
    const sent: unknown[] = []
    server.use(
      http.post('*/api/v1/imports/7/rows/batch', async ({ request }) => {
        sent.push(await request.json())
        return HttpResponse.json({ session_version: 3, items: [{ row: 7, status: 409, error: '这一行已入库' }] })
      }),
    )
    wizard()
    const panel = await screen.findByLabelText('第7行')
    expect(within(panel).getByRole('button', { name: /^同一项目，更新库里的/ })).toBeTruthy()
    await userEvent.keyboard('2')
    await waitFor(() => expect(sent).toEqual([{ items: [{ row: 7, version: 1, decision: 'accept_as_new' }] }]))
    expect(await within(panel).findByText('第7行：这一行已入库')).toBeTruthy()
  })

  it('draws both sides of a likely duplicate that differs in nothing, and says of what is as in the library that it is', async () => {
    const found = { ...twin.duplicate, differences: [], reason: 'same_number' } as NonNullable<Row['duplicate']>
    has(session({ counts: { ...counts, ok: 3, unchanged: 2 } }), [
      { ...twin, status: 'ok', duplicate: found, as_in_library: true },
    ])
    wizard('rows', 'all')
    expect(await screen.findByText('可用里与库中一致2行，入库时不动。')).toBeTruthy()
    const panel = await screen.findByLabelText('第7行')
    const sides = within(panel).getByRole('table')
    expect(within(sides).getByText('建设地点').closest('tr')?.textContent).toBe('建设地点河西堡河西堡')
    expect(within(panel).getByText('与库中一致')).toBeTruthy()
  })

  it('goes with F8 to the wrong cell, not only to its row', async () => {
    has(session(), [twin, wrong])
    wizard()
    await screen.findByLabelText('第7行')
    await userEvent.keyboard('{F8}')
    expect(await screen.findByLabelText('第5行')).toBeTruthy()
    const grid = screen.getByRole('grid', { name: '各行' })
    await waitFor(() => {
      const at = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')
      expect(at?.textContent).toContain('“待定”不是确切的数额')
    })
  })

  it('shows rows that are no records, and says when nothing waits', async () => {
    has(session({ counts: { ...counts, error: 0, suspected_duplicate: 0 } }), [])
    wizard('rows', 'other')
    expect((await screen.findAllByText('小计')).length).toBe(2)
  })

  it('draws nothing to do for people who may only look', async () => {
    has(session({ can: ['import.read'], results: { ...nothing, waiting: 3 } }), [wrong])
    wizard()
    const panel = await screen.findByLabelText('第5行')
    expect(within(panel).queryByRole('button')).toBeNull()
    expect(screen.queryByRole('button', { name: /提交入库|放弃/ })).toBeNull()
    expect(screen.getByRole('button', { name: '下载批注台账' })).toBeTruthy()
  })

  it('submits with the tag that was read, and goes on to the result', async () => {
    has(session({ results: { ...nothing, waiting: 3 } }), [wrong])
    const tags: (string | null)[] = []
    server.use(
      http.post('*/api/v1/imports/7/commits', ({ request }) => {
        tags.push(request.headers.get('If-Match'))
        return HttpResponse.json({ id: 1 }, { status: 202 })
      }),
    )
    wizard()
    await userEvent.click(await screen.findByRole('button', { name: '提交入库（3行）' }))
    await waitFor(() => expect(onStep).toHaveBeenCalledWith('result'))
    expect(tags).toEqual(['"2-ab"'])
  })

  it('shows what came in, what could not be undone and why', async () => {
    const kept: Row = {
      ...twin,
      status: 'ok',
      result_kind: 'created',
      result_id: 40,
      committed_at: '2026-03-01T01:30:00Z',
      undo_refusal: '入库后已被别人修改',
    }
    has(
      session({
        state: 'undone',
        counts: { ...counts, skipped: 4 },
        results: { ...nothing, created: 3, undone: 2, undo_refused: 1 },
      }),
      [kept],
    )
    wizard()
    expect(await screen.findByText('入库后已被别人修改')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '撤销导入' })).toBeNull()
    expect(screen.getByText('跳过', { selector: 'dt' }).nextSibling?.textContent).toBe('4')
  })
})
