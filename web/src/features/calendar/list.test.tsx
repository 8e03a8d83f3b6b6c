import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/calendar'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import type { Year } from './api'
import { pausesOf } from './deadline'
import { Calendar } from './list'

addWords('calendar', words)

const year = (more: Partial<Year> = {}): Year => ({
  year: 2026,
  decreed: true,
  source: '国办发明电〔2025〕7号',
  working_days: 248,
  warning: null,
  version: 1,
  can: ['calendar.edit'],
  days: [
    {
      on: '2026-10-01',
      weekday: 4,
      kind: 'off',
      working: false,
      reason: '国庆节放假',
      name: '国庆节',
      source: '国办发明电〔2025〕7号',
      version: 1,
    },
  ],
  ...more,
})

describe('the calendar', () => {
  it('marks what is off by a word, and a reader has nothing to press', async () => {
    server.use(answers('/calendar/years/2026', year({ can: [] })))
    show(<Calendar year={2026} onYear={vi.fn()} />)
    expect(await screen.findByTitle('10月1日 国庆节放假')).toBeTruthy()
    expect(screen.getAllByRole('table')).toHaveLength(12)
    expect(screen.getByTitle('10月1日 国庆节放假').tagName).toBe('SPAN')
    expect(screen.queryByText('标明是否已公布')).toBeNull()
  })

  it('changes a day with the version that was seen, and a plain day with none', async () => {
    const seen: unknown[] = []
    server.use(
      answers('/calendar/years/2026', year()),
      http.put('*/api/v1/calendar/days/:on', async ({ request, params }) => {
        seen.push(params['on'], request.headers.get('If-Match'), await request.json())
        return HttpResponse.json({})
      }),
    )
    show(<Calendar year={2026} onYear={vi.fn()} />)
    await userEvent.click(await screen.findByTitle('10月1日 国庆节放假'))
    await userEvent.click(await screen.findByLabelText('这一天'))
    await userEvent.click(await screen.findByTitle('平常日'))
    await userEvent.click(screen.getByText('保存').closest('button') as HTMLElement)
    await waitFor(() => expect(seen).toEqual(['2026-10-01', '"1"', { kind: 'normal', name: null, source: null }]))
  })

  it('says when a year is not published yet, and what failed', async () => {
    server.use(answers('/calendar/years/2027', year({ year: 2027, decreed: false, warning: '暂按周末双休推算', days: [] })))
    show(<Calendar year={2027} onYear={vi.fn()} />)
    expect(await screen.findByText('暂按周末双休推算')).toBeTruthy()
    server.use(http.get('*/api/v1/calendar/years/2028', () => problem(500, 'server.internal', { detail: '服务出错了。' })))
    show(<Calendar year={2028} onYear={vi.fn()} />)
    expect(await screen.findByText('服务出错了。')).toBeTruthy()
  })

  it('asks for a deadline only when it can be reckoned', async () => {
    server.use(answers('/calendar/years/2026', year()))
    show(<Calendar year={2026} onYear={vi.fn()} />)
    await userEvent.click(await screen.findByText('推算'))
    expect(screen.getByText('请填写收到之日和工作日数')).toBeTruthy()
    expect(
      pausesOf([
        { id: 1, from: '2026-01-05', until: '2026-01-08' },
        { id: 2, from: '2026-02-01', until: null },
        { id: 3, from: null, until: '2026-02-01' },
      ]),
    ).toEqual(['2026-01-05/2026-01-08', '2026-02-01'])
  })
})
