import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/api/errors'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/rulesets'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { RuleSetDetail } from './detail'
import { brokenBy, read, withPlaces } from './form'
import { RuleSets } from './list'
import { FORMS, linesOf, placeOf } from './words'

addWords('rulesets', words)

const content = { idle_expire_days: 30, objection_workdays: 5, protect_days: 90, ruling_workdays: 5 }
const revision = {
  kind: 'claims',
  revision: 2,
  content,
  reason: '内置',
  created_at: '2026-01-01T00:00:00Z',
  in_force_from: '2026-01-01',
}
const set = (can: string[]) => ({ kind: 'claims', label: '首报首谈时限', in_force: revision, latest_revision: 3, can })
const summary = (n: number, more: object = {}) => ({
  revision: n,
  reason: `第${n}次`,
  created_by: null,
  created_at: '2026-01-01T00:00:00Z',
  in_force_from: '2027-01-01',
  is_in_force: n === 2,
  ...more,
})
const opened = () =>
  show(<RuleSetDetail kind="claims" compared={{ from: undefined, to: undefined }} onCompare={vi.fn()} onBack={vi.fn()} />)

beforeEach(() => {
  server.use(
    http.get('*/api/v1/rule-sets/claims', () =>
      HttpResponse.json(set(['ruleset.read', 'ruleset.edit']), { headers: { ETag: '"3-x"' } }),
    ),
    answers('/rule-sets/claims/revisions', { items: [summary(3), summary(2), summary(1)], total: 3, per_page: 3 }),
    answers('/rule-sets/claims/revisions/3', {
      ...revision,
      revision: 3,
      content: { ...content, protect_days: 120 },
      against: 2,
      changes: [{ path: '/protect_days', before: 90, after: 120 }],
    }),
  )
})

describe('rules', () => {
  it('tell what is in force, what waits, and what differs', async () => {
    opened()
    expect(await screen.findByText('保护期，自确认之日起的天数')).toBeTruthy()
    expect(await screen.findByText('第3版2027-01-01起生效，尚未生效')).toBeTruthy()
    expect((await screen.findByText('120')).tagName).toBe('INS')
    expect(screen.getAllByText('90').some((one) => one.tagName === 'DEL')).toBe(true)
  })

  it('begin a new revision from the latest one, not from the one in force', async () => {
    const sent: unknown[] = []
    server.use(
      http.post('*/api/v1/rule-sets/claims/revisions', async ({ request }) => {
        sent.push(request.headers.get('If-Match'), await request.json())
        return HttpResponse.json({ ...set([]), latest_revision: 4 }, { status: 201 })
      }),
    )
    opened()
    await userEvent.click(await screen.findByRole('button', { name: '修改规则' }))
    expect((await screen.findByLabelText<HTMLInputElement>('保护期')).value).toBe('120')
    await userEvent.type(screen.getByLabelText('修改理由'), '不够用')
    await userEvent.click(screen.getByRole('button', { name: '保存为新的一版' }))
    await waitFor(() => expect(sent[0]).toBe('"3-x"'))
    expect(sent[1]).toMatchObject({ content: { protect_days: 120 }, reason: '不够用' })
  })

  it('offer no change to who may not, and say what failed', async () => {
    server.use(answers('/rule-sets/claims', set(['ruleset.read'])))
    opened()
    expect(await screen.findByRole('heading', { name: '首报首谈时限' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: '修改规则' })).toBeNull()
    server.use(http.get('*/api/v1/rule-sets', () => problem(500, 'server.internal', { detail: '服务出错了。' })))
    show(<RuleSets onOpen={vi.fn()} />)
    expect(await screen.findByText('服务出错了。')).toBeTruthy()
  })

  it('name places in words, by code and by position', () => {
    const gates = {
      stages: [{ stage: 'screening', limit_days: 7, evidence: [{ evidence_type: 'form', label: '研判意见表', min_files: 1 }] }],
    }
    expect(placeOf('/stages/screening/evidence/form/min_files', gates)).toBe('研判 › 须有的凭据 › 研判意见表 › 最少几份')
    expect(placeOf('/content/stages/0/limit_days', gates)).toBe('研判 › 停留多少天后提醒')
    expect(linesOf([{ opinion: '同意', result: 'passed' }])[0]).toContain('同意')
    expect(brokenBy('{')).toBeTruthy()
    expect(brokenBy('{}')).toBeUndefined()
    expect(read({ callback_days: ['3', '7'] }, FORMS['trips'])).toEqual({ callback_days: [3, 7] })
    const refused = new ApiError({
      type: '',
      title: '规则内容有误',
      status: 422,
      code: 'ruleset.invalid',
      detail: '',
      errors: [{ pointer: '/content/stages/0/limit_days', code: 'too_small', message: '不能小于1。' }],
    })
    expect((withPlaces(refused, gates, true) as ApiError).problem.errors?.[0]).toMatchObject({
      pointer: '/content',
      message: '研判 › 停留多少天后提醒：不能小于1。',
    })
  })
})
