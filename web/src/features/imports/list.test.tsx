import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { client } from '@/api/client'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/imports'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { UNFINISHED } from './api'
import { ImportList } from './list'
import { ImportStart } from './start'

addWords('imports', words)

const batch = {
  id: 3,
  target: 'projects',
  file_name: '在谈.xlsx',
  state: 'ready',
  created_by: 4,
  created_at: '2026-03-01T01:30:00Z',
  counts: { records: 28, ok: 20, suspected_duplicate: 5, error: 3, skipped: 0 },
}
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
  server.use(answers('/users/4', { id: 4, name: '招必达' }))
})
const list = (filters = {}, onNew?: () => void) => {
  const onChange = vi.fn()
  show(<ImportList filters={filters} onChange={onChange} onOpen={vi.fn()} onNew={onNew} />)
  return onChange
}

describe('the list of imports', () => {
  it('shows state, counts and who; unfinished ones are one click away', async () => {
    server.use(answers('/imports', { items: [batch], total: 1, per_page: 100 }))
    const onChange = list()
    expect(await screen.findByText('在谈.xlsx')).toBeTruthy()
    expect(screen.getByText('招必达')).toBeTruthy()
    expect(screen.getByText('已预览，待入库')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '导入台账' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: '未完成导入' }))
    expect(onChange).toHaveBeenCalledWith({ state: UNFINISHED })
  })
  it('says that there is none, with the one thing to do', async () => {
    server.use(answers('/imports', { items: [], total: 0, per_page: 100 }))
    const onNew = vi.fn()
    list({}, onNew)
    expect(await screen.findByText('没有未完成的导入。')).toBeTruthy()
    await userEvent.click(screen.getAllByRole('button', { name: '导入台账' }).at(-1) as HTMLElement)
    expect(onNew).toHaveBeenCalled()
  })
  it('says what failed', async () => {
    server.use(http.get('*/api/v1/imports', () => problem(500, 'server.internal', { detail: '服务出错了。' })))
    list()
    expect(await screen.findByText('服务出错了。')).toBeTruthy()
  })
})

describe('a new import', () => {
  it('sends the file with what it becomes, and says why one cannot be read', async () => {
    // files do not pass the requests of happy-dom: what would be sent is looked at before
    const sent: string[] = []
    const post = vi.spyOn(client, 'POST').mockImplementation((async (_: string, { body }: { body: FormData }) => {
      const name = (body.get('file') as File).name
      sent.push(`${body.get('into')} ${name}`)
      const refused = {
        code: 'import.unreadable',
        status: 422,
        title: '没有办成',
        detail: '这不是表格文件。',
        type: 'about:blank',
      }
      return name.startsWith('坏')
        ? { error: refused, response: new Response(null, { status: 422 }) }
        : { data: { id: 9 }, response: new Response(null, { status: 201 }) }
    }) as never)
    const onDone = vi.fn()
    show(<ImportStart into="enterprises" onInto={vi.fn()} onDone={onDone} onBack={vi.fn()} linkTo={(_, text) => text} />)
    const input = screen.getByLabelText('台账文件')
    await userEvent.upload(input, new File(['x'], '坏.csv'))
    expect(await screen.findByText('这不是表格文件。')).toBeTruthy()
    await userEvent.upload(input, new File(['x'], '企业.csv'))
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledWith({ id: 9 }))
    expect(sent).toEqual(['enterprises 坏.csv', 'enterprises 企业.csv'])
    post.mockRestore()
  })
})
