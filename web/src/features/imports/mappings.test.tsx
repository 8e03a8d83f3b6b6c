import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/imports'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { MappingDialog } from './mapping-form'
import { MappingList } from './mappings'

addWords('imports', words)

const mapping = {
  id: 7,
  target: 'projects' as const,
  unit_id: 3,
  unit_name: '市工信局',
  column_key: '甲方',
  field: 'investors' as const,
  uses: 2,
  last_used_at: '2026-03-01T01:30:00Z',
  ended_at: null,
  version: 4,
  can: ['mapping.read', 'mapping.edit'],
}
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

describe('column names that were explained', () => {
  it('are listed with what they mean, whose they are and how often', async () => {
    server.use(answers('/import-mappings', { items: [mapping, { ...mapping, id: 8, field: null }], total: 2, per_page: 100 }))
    show(<MappingList filters={{}} onChange={vi.fn()} />)
    expect((await screen.findAllByText('甲方')).length).toBe(2)
    expect(screen.getByText('不导入')).toBeTruthy()
    expect(screen.getAllByText('市工信局').length).toBe(2)
  })
  it('say why there are none, and what failed', async () => {
    server.use(answers('/import-mappings', { items: [], total: 0, per_page: 100 }))
    show(<MappingList filters={{}} onChange={vi.fn()} />)
    expect(await screen.findByText(/还没有记住的列名/)).toBeTruthy()
    server.use(http.get('*/api/v1/import-mappings', () => problem(500, 'server.internal', { detail: '服务出错了。' })))
    show(<MappingList filters={{ q: '甲' }} onChange={vi.fn()} />)
    expect(await screen.findByText('服务出错了。')).toBeTruthy()
  })
  it('are forgotten with the tag that was read; without the right nothing is offered', async () => {
    const sent: (string | null)[] = []
    server.use(
      http.post('*/api/v1/import-mappings/7/withdrawals', ({ request }) => {
        sent.push(request.headers.get('If-Match'))
        return HttpResponse.json({ ...mapping, ended_at: '2026-03-02T01:30:00Z' })
      }),
    )
    const [onDone, onClose] = [vi.fn(), vi.fn()]
    const { unmount } = show(<MappingDialog mapping={mapping} onDone={onDone} onClose={onClose} />)
    await userEvent.click(screen.getByRole('button', { name: '忘掉这个列名' }))
    await waitFor(() => expect(onClose).toHaveBeenCalled())
    expect([sent, onDone.mock.calls.length]).toEqual([['"4"'], 1])
    unmount()
    show(<MappingDialog mapping={{ ...mapping, can: ['mapping.read'] }} onDone={onDone} onClose={onClose} />)
    expect(screen.queryByRole('button', { name: '忘掉这个列名' })).toBeNull()
  })
  it('show both meanings when somebody else was faster', async () => {
    server.use(
      http.put('*/api/v1/import-mappings/7', () =>
        problem(412, 'resource.stale', {
          detail: '刚被别人修改。',
          current: { ...mapping, field: 'content', version: 5 } as never,
        }),
      ),
    )
    show(<MappingDialog mapping={mapping} onDone={vi.fn()} onClose={vi.fn()} />)
    const dialog = screen.getByRole('dialog')
    await userEvent.click(within(dialog).getByRole('button', { name: '改好' }))
    expect((await screen.findAllByText(/对方/)).length).toBeGreaterThan(0)
  })
})
