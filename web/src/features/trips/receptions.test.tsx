import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { components } from '@/api/schema'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/trips'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { ReceptionDetail } from './reception-detail'
import { ReceptionForm } from './reception-form'
import { Receptions } from './reception-list'
import { ReceptionPaper } from './reception-paper'

addWords('trips', words)
const nothing = vi.fn()
const PATIENT = 40_000 // a loaded machine takes its time
type View = components['schemas']['ReceptionView']
const reception = (more: Partial<View> = {}): View => ({
  id: 5,
  number: 'JD-2026-0005',
  subject: '宝钛集团来考察',
  lead_unit_id: 2,
  lead_unit_name: '某局',
  arrives_on: '2026-11-01',
  departs_on: '2026-11-02',
  visitors: [],
  hosts: [],
  itinerary: [],
  sites: [],
  questions: [],
  settlement: [],
  created_at: '2026-11-01T00:00:00Z',
  updated_at: '2026-11-01T00:00:00Z',
  version: 2,
  companies: [{ id: 1, enterprise_id: 35, name: '宝钛集团' }],
  promises: [
    {
      id: 7,
      promise: '协调供电方案',
      owner_id: 4,
      owner_name: '招必达',
      due_on: '2026-11-20',
      overdue: true,
      created_at: '2026-11-01T00:00:00Z',
      version: 1,
      can: ['reception.follow'],
    },
  ],
  callbacks: [{ day_no: 3, due_on: '2026-11-05', overdue: true, made: null }],
  spent_yuan: 0,
  can: ['reception.edit'],
  ...more,
})

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

describe('receptions', () => {
  it('are listed, and the empty list says so', async () => {
    server.use(answers('/receptions', { items: [], total: 0, page: 1, per_page: 100 }))
    show(<Receptions filters={{}} sort={undefined} onChange={nothing} onOpen={nothing} />)
    expect(await screen.findByText('还没有来访接待')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '新建来访接待' })).toBeNull()
  })
  it(
    'tell what was promised and not kept, and take a call',
    async () => {
      const sent: unknown[] = []
      server.use(
        answers('/receptions/5', reception()),
        http.post('*/api/v1/receptions/5/callbacks', async ({ request }) => {
          sent.push(await request.json())
          return HttpResponse.json(reception(), { status: 201 })
        }),
      )
      show(<ReceptionDetail id={5} onBack={nothing} onEdit={nothing} onPrint={nothing} />)
      expect(await screen.findByText('2026-11-20，已逾期')).toBeTruthy()
      expect(screen.queryByRole('button', { name: '取消接待' })).toBeNull()
      await userEvent.click(screen.getByRole('button', { name: '登记第3日的回访' }))
      const dialog = await screen.findByRole('dialog')
      await userEvent.type(within(dialog).getByLabelText('结果'), '已立项')
      await userEvent.click(within(dialog).getByRole('button', { name: '保存' }))
      await waitFor(() => expect(sent).toMatchObject([{ day_no: 3, result: '已立项' }]))
    },
    PATIENT,
  )
  it('offer no act to who may only read, and say when they are gone', async () => {
    server.use(answers('/receptions/5', reception({ can: [], promises: [] })))
    const shown = show(<ReceptionDetail id={5} onBack={nothing} onEdit={nothing} onPrint={nothing} />)
    expect(await screen.findByText('没有登记承诺')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '登记承诺' })).toBeNull()
    shown.unmount()
    server.use(http.get('*/api/v1/receptions/5', () => problem(404, 'resource.not_found')))
    show(<ReceptionDetail id={5} onBack={nothing} onEdit={nothing} onPrint={nothing} />)
    expect(await screen.findByText('找不到，或你无权查看')).toBeTruthy()
  })
  it('are printed with what is known of them', async () => {
    server.use(
      answers(
        '/receptions/5',
        reception({
          visitors: [{ name: '李总', unit: '宝钛集团', post: '董事长' }],
          itinerary: [{ planned_on: '2026-11-01', time: '09:30', item: '座谈', place: '市政府' }],
        }),
      ),
    )
    show(<ReceptionPaper id={5} by="招必达" onBack={nothing} />)
    expect(await screen.findByRole('heading', { level: 1, name: '宝钛集团来考察接待方案' })).toBeTruthy()
    expect(screen.getByText('11月1日 09:30')).toBeTruthy()
    expect(screen.getByText('协调供电方案')).toBeTruthy()
    expect(screen.queryByRole('region', { name: '参观点' })).toBeNull()
  })
  it(
    'are saved over what somebody else changed only after asking',
    async () => {
      const tags: string[] = []
      server.use(
        http.put('*/api/v1/receptions/5', ({ request }) => {
          tags.push(request.headers.get('If-Match') ?? '')
          return tags.length === 1
            ? problem(412, 'resource.stale', { current: reception({ subject: '宝钛集团二次来访', version: 3 }) as never })
            : HttpResponse.json(reception({ version: 4 }))
        }),
      )
      const done = vi.fn()
      show(<ReceptionForm reception={{ data: reception(), etag: '"2"' }} unit={undefined} onDone={done} onCancel={nothing} />)
      await userEvent.type(await screen.findByLabelText('事由'), '与座谈')
      await userEvent.click(screen.getByRole('button', { name: '保存' }))
      const dialog = await screen.findByRole('dialog')
      await userEvent.click(within(dialog).getByRole('button', { name: '全用我的' }))
      await userEvent.click(within(dialog).getByRole('button', { name: '按所选保存' }))
      await waitFor(() => expect(done).toHaveBeenCalledWith(5))
      expect(tags).toEqual(['"2"', '"3"'])
    },
    PATIENT,
  )
})
