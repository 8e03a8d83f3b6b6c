import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/trips'
import { queue } from '@/shared/queue'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { company, trip, visit } from '@/test/trips'
import { Debrief } from './debrief'
import { TripDetail } from './detail'
import { PlanForm } from './form'
import { Trips } from './list'
import { byArrow, byKey } from './outcomes'
import { TripPaper } from './paper'
import { inputOf, valuesOf } from './plan-values'
import { Road } from './road'
import { stepsOf } from './steps'
import { legOn } from './today'

addWords('trips', words)
const nothing = vi.fn()
const PATIENT = 40_000 // a loaded machine takes its time

beforeEach(() => {
  // happy-dom lays nothing out: the grid is given a height
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200)
})

describe('rules of the room', () => {
  it('takes an outcome by digit or letter, and goes on at the same letter', () => {
    expect([byKey('1', null), byKey('8', null), byKey('9', null), byKey('x', null)]).toEqual([
      'absent',
      'not_interested',
      null,
      null,
    ])
    expect([byKey('y', null), byKey('Y', 'exchange'), byKey('y', 'interested'), byKey('y', 'invited')]).toEqual([
      'exchange',
      'interested',
      'invited',
      'exchange',
    ])
    expect([byArrow('ArrowRight', null), byArrow('ArrowLeft', 'absent'), byArrow('a', null)]).toEqual([
      'absent',
      'not_interested',
      null,
    ])
  })
  it('offers the step that fits the state, of those that may be done', () => {
    expect(stepsOf(trip())).toEqual(['submit', 'edit', 'cancel'])
    expect(stepsOf(trip({ can: [] }))).toEqual([])
    expect(stepsOf(trip({ state: 'submitted', can: ['trip.approve'] }))).toEqual(['decide'])
    expect(stepsOf({ can: ['trip.close', 'trip.budget', 'trip.later'] })).toEqual(['close', 'budget'])
  })
  it('sends people with an account by number, and what was spent is kept', () => {
    const values = valuesOf(trip({ companies: [company(1), company(9, { planned: false })] }))
    const input = inputOf(values)
    expect(input.leader).toEqual({ user_id: 11 })
    expect(input.members).toEqual([{ user_id: 4 }])
    expect(input.companies).toEqual([{ enterprise_id: 101, reason: '看厂' }])
    expect(input.legs).toEqual([{ division_code: '310000', from_on: '2026-11-28', to_on: '2026-11-30' }])
    expect(input.budget[0]?.planned_yuan).toBe(36_000)
  })
  it('knows the leg of a day', () => {
    const { legs } = trip()
    expect(legOn(legs, '2026-11-29')).toMatchObject({ now: true })
    expect(legOn(legs, '2026-12-09')).toMatchObject({ now: false })
    expect(legOn([], '2026-12-09')).toBeNull()
  })
})

describe('the list', () => {
  const list = (onNew?: () => void) =>
    show(<Trips filters={{}} sort={undefined} onChange={nothing} onOpen={nothing} onNew={onNew} />)
  beforeEach(() => server.use(answers('/code-lists/divisions', { items: [], total: 0 })))

  it('shows trips with their cities, companies and the report that is owed', async () => {
    const row = {
      ...trip({ state: 'debriefing' }),
      cities: ['上海', '苏州'],
      companies: 8,
      report: { due_on: '2026-12-07', handed_in_on: null, overdue: true, days_overdue: 3 },
    }
    server.use(answers('/negotiation-trips', { items: [row], total: 1, page: 1, per_page: 100 }))
    list()
    expect(await screen.findByText('赴长三角招商')).toBeTruthy()
    expect(screen.getByText('上海、苏州')).toBeTruthy()
    expect(screen.getByText('逾期3天')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '新建出行计划' })).toBeNull()
  })
  it('says that there is none, and what to do about it', async () => {
    server.use(answers('/negotiation-trips', { items: [], total: 0, page: 1, per_page: 100 }))
    const add = vi.fn()
    list(add)
    expect(await screen.findByText('还没有出行计划')).toBeTruthy()
    await userEvent.click(screen.getAllByRole('button', { name: '新建出行计划' })[1] as HTMLElement)
    expect(add).toHaveBeenCalled()
  })
  it('says whose trips they are when the page of a company opened it, and leads to all', async () => {
    server.use(
      answers('/negotiation-trips', { items: [], total: 0, page: 1, per_page: 100 }),
      answers('/list-conditions', {
        words: '拜访过或计划拜访的企业：宝钛集团',
        conditions: [{ name: 'enterprise_id', title: '拜访过或计划拜访的企业', text: '宝钛集团', count_without: 6 }],
      }),
    )
    const change = vi.fn()
    show(<Trips filters={{ enterprise_id: '35', kind: 'team' }} sort="-number" onChange={change} onOpen={nothing} />)
    expect(await screen.findByText('拜访过或计划拜访的企业：宝钛集团')).toBeTruthy()
    expect(await screen.findByRole('button', { name: /有6/ })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '看全部' }))
    expect(change).toHaveBeenCalledWith({ kind: 'team' }, '-number')
  })
  it('says what failed', async () => {
    server.use(http.get('*/api/v1/negotiation-trips', () => problem(500, 'server.internal', { detail: '服务出错了' })))
    list()
    expect((await screen.findByRole('alert')).textContent).toContain('服务出错了')
  })
})

describe('a trip on paper', () => {
  it('has its route, people, companies with reasons and money, and says who prints', async () => {
    server.use(answers('/negotiation-trips/3', trip({ state: 'approved' })))
    show(<TripPaper id={3} by="招必达" onBack={nothing} />)
    expect(await screen.findByRole('heading', { level: 1, name: '赴长三角招商' })).toBeTruthy()
    expect(screen.getByText(/打印人：招必达/)).toBeTruthy()
    expect(screen.getAllByRole('table').length).toBeGreaterThan(1)
  })
  it('says what failed, and prints nothing then', async () => {
    server.use(http.get('*/api/v1/negotiation-trips/3', () => problem(404, 'resource.not_found', { detail: '找不到' })))
    show(<TripPaper id={3} by="招必达" onBack={nothing} />)
    expect((await screen.findByRole('alert')).textContent).toContain('找不到')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '打印' }).disabled).toBe(true)
  })
})

describe('the page of a trip', () => {
  const page = () => show(<TripDetail id={3} tab={undefined} onTab={nothing} onBack={nothing} onGo={nothing} onPrint={nothing} />)

  it('draws no action that is not allowed', async () => {
    server.use(answers('/negotiation-trips/3', trip({ state: 'submitted', can: [] })))
    page()
    expect(await screen.findByRole('heading', { level: 1, name: '赴长三角招商' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: '批准' })).toBeNull()
    expect(screen.queryByRole('button', { name: '取消行程' })).toBeNull()
  })
  it(
    'asks for an opinion before it sends a plan back',
    async () => {
      server.use(answers('/negotiation-trips/3', trip({ state: 'submitted', can: ['trip.approve'] })))
      const sent: unknown[] = []
      server.use(
        http.post('*/api/v1/negotiation-trips/3/decisions', async ({ request }) => {
          sent.push(await request.json())
          return HttpResponse.json(trip({ state: 'returned' }))
        }),
      )
      page()
      await userEvent.click(await screen.findByRole('button', { name: '退回修改' }))
      const dialog = await screen.findByRole('dialog')
      await userEvent.click(within(dialog).getByRole('button', { name: '退回修改' }))
      expect(await within(dialog).findByText('请填写意见')).toBeTruthy()
      await userEvent.type(within(dialog).getByLabelText('意见'), '补经费')
      await userEvent.click(within(dialog).getByRole('button', { name: '退回修改' }))
      await waitFor(() => expect(sent).toEqual([{ result: 'returned', opinion: '补经费' }]))
    },
    PATIENT,
  )
  it('closes only when no company is without an outcome', async () => {
    server.use(
      answers(
        '/negotiation-trips/3',
        trip({
          state: 'debriefing',
          missing: [{ code: 'outcome.missing', field: 'companies.1.outcome', message: '没有结果', how_to_fix: '登记结果' }],
        }),
      ),
    )
    page()
    const close = await screen.findByRole('button', { name: '还有2家未填结果' })
    expect((close as HTMLButtonElement).disabled).toBe(true)
  })
  it('says that it is gone', async () => {
    server.use(http.get('*/api/v1/negotiation-trips/3', () => problem(404, 'resource.not_found')))
    page()
    expect(await screen.findByText('找不到，或你无权查看')).toBeTruthy()
  })
})

describe('the plan', () => {
  it(
    'shows what somebody else saved in between, row by row in words',
    async () => {
      const seen: string[] = []
      server.use(
        http.put('*/api/v1/negotiation-trips/3', ({ request }) => {
          seen.push(request.headers.get('If-Match') ?? '')
          return seen.length === 1
            ? problem(412, 'resource.stale', { current: trip({ purpose: '赴珠三角招商', version: 6 }) as never })
            : HttpResponse.json(trip({ version: 7 }), { headers: { ETag: '"7"' } })
        }),
      )
      const done = vi.fn()
      show(
        <PlanForm trip={{ data: trip({ state: 'approved' }), etag: '"5"' }} unit={undefined} onDone={done} onCancel={nothing} />,
      )
      const purpose = await screen.findByLabelText('目的')
      await userEvent.clear(purpose)
      await userEvent.type(purpose, '赴京津冀招商')
      await userEvent.click(screen.getByRole('button', { name: '保存' }))
      const dialog = await screen.findByRole('dialog')
      expect(within(dialog).getByText('赴珠三角招商')).toBeTruthy()
      await userEvent.click(within(dialog).getByText('赴京津冀招商'))
      await userEvent.click(within(dialog).getByRole('button', { name: '按所选保存' }))
      await waitFor(() => expect(done).toHaveBeenCalledWith(3))
      expect(seen).toEqual(['"5"', '"6"'])
    },
    PATIENT,
  )
  it(
    'puts a refusal at its row, and makes no second plan after a refused submission',
    async () => {
      const made: string[] = []
      server.use(
        http.put('*/api/v1/negotiation-trips/3', ({ request }) => {
          made.push(request.headers.get('If-Match') ?? '')
          return HttpResponse.json(trip({ version: 6 }), { headers: { ETag: '"6"' } })
        }),
        http.post('*/api/v1/negotiation-trips/3/submissions', () =>
          problem(422, 'request.invalid', {
            errors: [{ pointer: '/companies/0/reason', code: 'required', message: '请写明拜访理由' }],
          }),
        ),
      )
      show(<PlanForm trip={{ data: trip(), etag: '"5"' }} unit={undefined} onDone={nothing} onCancel={nothing} />)
      await userEvent.click(await screen.findByRole('button', { name: '送审' }))
      expect((await screen.findAllByText('请写明拜访理由')).length).toBe(2)
      await userEvent.click(screen.getByRole('button', { name: '送审' }))
      await waitFor(() => expect(made).toEqual(['"5"', '"6"']))
    },
    PATIENT,
  )
})

describe('the debriefing', () => {
  const met = company(1, { visits: [visit(1, { next_step: '发邀请函', recorded_by: 4, note: '谈电价' })] })
  const debrief = () => show(<Debrief id={3} me={{ id: 9, name: '王芳' }} onBack={nothing} />)

  it(
    'takes an outcome by one key, with step, owner and day filled in, and saves all rows at once',
    async () => {
      server.use(answers('/negotiation-trips/3', trip({ state: 'debriefing', companies: [met, company(2)] })))
      const sent: Record<string, unknown>[] = []
      server.use(
        http.post('*/api/v1/negotiation-trips/3/companies/:id/outcomes', async ({ request, params }) => {
          sent.push({ id: params['id'], tag: request.headers.get('If-Match'), ...((await request.json()) as object) })
          return HttpResponse.json(company(1, { outcome: 'invited' }))
        }),
      )
      debrief()
      const group = await screen.findByRole('radiogroup', { name: '第1企业：结果' })
      await waitFor(() => expect(document.activeElement?.getAttribute('data-outcome')).toBe('absent'))
      await userEvent.keyboard('4')
      expect(within(group).getByRole('radio', { name: '邀请来访' }).getAttribute('aria-checked')).toBe('true')
      expect((document.activeElement as HTMLInputElement).value).toBe('发邀请函')
      await userEvent.click(screen.getByRole('button', { name: '保存1家' }))
      await waitFor(() => expect(sent.length).toBe(1))
      expect(sent[0]).toMatchObject({ id: '1', tag: '"1"', outcome: 'invited', owner_id: 4, next_step: '发邀请函' })
    },
    PATIENT,
  )

  it(
    'keeps a refused row with its reason, and asks whose outcome stands when somebody was faster',
    async () => {
      server.use(answers('/negotiation-trips/3', trip({ state: 'debriefing' })))
      const tags: string[] = []
      server.use(
        http.post('*/api/v1/negotiation-trips/3/companies/1/outcomes', ({ request }) => {
          tags.push(request.headers.get('If-Match') ?? '')
          return tags.length === 1
            ? problem(412, 'resource.stale', { current: company(1, { outcome: 'exchange', version: 2 }) as never })
            : HttpResponse.json(company(1, { outcome: 'absent' }))
        }),
        http.post('*/api/v1/negotiation-trips/3/companies/2/outcomes', () =>
          problem(422, 'request.invalid', {
            errors: [{ pointer: '/new_projects', code: 'required', message: '请登记新项目或关联已有项目' }],
          }),
        ),
      )
      debrief()
      await userEvent.click(within(await screen.findByRole('radiogroup', { name: '第1企业：结果' })).getByText('未见'))
      await userEvent.click(within(screen.getByRole('radiogroup', { name: '第2企业：结果' })).getByText('转线索'))
      await userEvent.click(screen.getByRole('button', { name: '保存2家' }))
      expect(await screen.findByText('请登记新项目或关联已有项目')).toBeTruthy()
      expect(screen.getByText(/别人刚刚登记了：一般交流/)).toBeTruthy()
      await userEvent.click(screen.getByRole('button', { name: '全用我的' }))
      await userEvent.click(await screen.findByRole('button', { name: /保存2家/ }))
      await waitFor(() => expect(tags).toEqual(['"1"', '"2"']))
    },
    PATIENT,
  )
})

describe('on the road', () => {
  it(
    'writes to the queue of this machine and shows what has not been sent',
    async () => {
      server.use(
        answers('/negotiation-trips/3', trip({ state: 'under_way', can: ['trip.visit'] })),
        http.post('*/api/v1/negotiation-trips/3/visits', () => problem(503, 'server.busy')),
      )
      const stop = queue.start('wang')
      show(<Road id={3} mayUpload={false} onBack={nothing} />)
      await userEvent.click(await screen.findByRole('button', { name: '记一笔：第1企业' }))
      const dialog = await screen.findByRole('dialog')
      expect(within(dialog).queryByText('拍照或选择照片')).toBeNull()
      await userEvent.type(within(dialog).getByLabelText('记录'), '谈电价')
      await userEvent.click(within(dialog).getByRole('button', { name: '保存' }))
      expect(await screen.findByText(/1条未发送/)).toBeTruthy()
      expect(queue.get().items[0]?.body).toMatchObject({ company: { enterprise_id: 101 }, note: '谈电价' })
      await queue.discard(queue.get().items[0]?.id ?? '')
      stop()
    },
    PATIENT,
  )
  it('offers nothing to write when it may not', async () => {
    server.use(answers('/negotiation-trips/3', trip({ state: 'closed', can: [] })))
    show(<Road id={3} mayUpload onBack={nothing} />)
    expect(await screen.findByText('现在不能登记拜访，只能查看')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '途中新增企业' })).toBeNull()
  })
})
