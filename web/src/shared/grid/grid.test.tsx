import { fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { show } from '@/test/render'
import { Said } from '../ui/said'
import type { Column } from './columns'
import { Grid, type GridProps } from './grid'

type Row = { n: number }
const columns: Column<Row>[] = [
  { key: 'name', title: '名称', width: 120, pinned: true, text: (r) => `项目${r.n}` },
  {
    key: 'yuan',
    title: '总投资',
    unit: '万元',
    width: 100,
    numeric: true,
    text: (r) => String(r.n),
    hint: (r) => `${r.n}0,000元`,
  },
]
const HERE = 10
const fetched = async (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => ({ n: from + i }))
const grid = (more: Partial<GridProps<Row>> = {}) =>
  show(
    <>
      <search role="search">
        <span className="filter-text">
          <input aria-label="检索" />
        </span>
      </search>
      <Grid<Row>
        label="台账"
        columns={columns}
        total={300}
        row={(i) => (i < HERE ? { n: i } : undefined)}
        rowsOf={fetched}
        rowKey={(r) => r.n}
        onLook={() => undefined}
        onOpen={() => undefined}
        sort={undefined}
        onSort={() => undefined}
        totals={{ yuan: '44,850' }}
        totalsLabel="合计 300项"
        rowHeight={32}
        {...more}
      />
      <Said />
    </>,
  )

/** What the clipboard got; browsers answer only to a key or a click. */
let clipboard = ''
let answers = true
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640)
  clipboard = ''
  answers = true
  document.execCommand = () => {
    if (!answers) return false
    const event = new Event('copy')
    const setData = (kind: string, text: string) => {
      if (kind === 'text/plain') clipboard = text
    }
    Object.assign(event, { clipboardData: { setData } })
    document.dispatchEvent(event)
    return true
  }
})
const copyAll = async () => {
  screen.getByRole('grid').focus()
  await userEvent.keyboard('{Control>}{Home}{Shift>}{End}{/Shift}{/Control}')
  await userEvent.keyboard('{Control>}{Shift>}C{/Shift}{/Control}')
}

describe('copying', () => {
  it('fetches what is not here, and copies every row', async () => {
    grid()
    await copyAll()
    expect(await screen.findByText('已复制300行')).toBeTruthy()
    const lines = clipboard.split('\n')
    expect(lines).toHaveLength(301)
    expect(lines.at(-1)).toBe('项目299\t299')
  })
  it('keeps the table ready where the key is too long ago', async () => {
    answers = false
    grid()
    await copyAll()
    expect(await screen.findByText('已备好300行，再按Ctrl+C复制')).toBeTruthy()
    expect(clipboard).toBe('')
    answers = true
    await userEvent.keyboard('{Control>}c{/Control}')
    expect(clipboard.split('\n')).toHaveLength(301)
    expect(screen.queryByText(/已备好/)).toBeNull()
  })
  it('copies nothing where rows could not be had, and says so', async () => {
    grid({ rowsOf: async (from) => [{ n: from }] })
    await copyAll()
    expect((await screen.findByRole('alert')).textContent).toContain('应有300行，只取到1行')
    expect(clipboard).toBe('')
  })
  it('refuses more than is copied by hand, with the number and the way', async () => {
    const asked = vi.fn(fetched)
    grid({ total: 6000, rowsOf: asked })
    await copyAll()
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('一次最多复制5000行，选中的是6000行')
    expect(alert.textContent).toContain('导出')
    expect(asked).not.toHaveBeenCalled()
    await userEvent.click(screen.getByRole('button', { name: '关闭' }))
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('the grid', () => {
  it('has the exact amount under the pointer, and the label of the sums in whichever column is first', () => {
    grid()
    expect(screen.getAllByTitle('30,000元')).toHaveLength(1)
    expect(screen.getByRole('gridcell', { name: '合计 300项' }).getAttribute('aria-colindex')).toBe('1')
  })
  it('gives Ctrl+F to the search box of the page, and what is pasted to who asked for it', async () => {
    const paste = vi.fn()
    grid({ onPaste: paste })
    screen.getByRole('grid').focus()
    fireEvent.paste(screen.getByRole('grid'), { clipboardData: { getData: () => '甲\t乙' } })
    expect(paste).toHaveBeenCalledWith('甲\t乙')
    await userEvent.keyboard('{Control>}f{/Control}')
    expect(document.activeElement).toBe(screen.getByLabelText('检索'))
  })
})
