import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/projects'
import { transitions } from '@/test/projects'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import { MoveDialog } from './move'
import type { Schemas } from './writes'

addWords('projects', words)
beforeEach(() => server.use(answers('/projects/5/history', { items: [] } as never)))

const gate = {
  audited: true,
  proof: '凭施工许可',
  roles: [],
  sums: [],
  evidence: [],
  fields: [
    { field: 'invested_total_yuan', label: '累计完成投资', kind: 'yuan', source: 'record', required: true },
    { field: 'progress', label: '形象进度', kind: 'text', source: 'record', required: true },
  ],
}
const record = (version: number, facts: object) =>
  ({
    id: 9,
    stage: 'building',
    state: 'draft',
    version,
    facts,
    evidence: [],
    claimed_on: '2026-03-01',
    can: ['stage.submit'],
  }) as unknown as Schemas['StageRecordView']

it('asks, fact by fact, only about what a colleague changed on the same record, and sends on his version', async () => {
  const seen: [string | null, object][] = []
  server.use(
    http.put('*/api/v1/projects/5/stage-records/9', async ({ request }) => {
      const body = (await request.json()) as { facts: object }
      seen.push([request.headers.get('If-Match'), body.facts])
      const theirs = record(4, { invested_total_yuan: 50_000, progress: '地基完工' })
      if (seen.length === 1) return problem(412, 'precondition.failed', { current: theirs as never })
      return HttpResponse.json(record(5, body.facts))
    }),
  )
  const target = { ...transitions(5).targets[0], gate } as unknown as Schemas['TransitionTarget']
  const done = vi.fn()
  const before = record(3, { invested_total_yuan: 40_000, progress: '地基' })
  show(<MoveDialog id={5} etag={'"1"'} target={target} record={before} onDone={done} onClose={vi.fn()} />)
  const form = within(await screen.findByRole('dialog', { name: /在建/ }))
  const text = form.getByLabelText('形象进度')
  await userEvent.clear(text)
  await userEvent.type(text, '封顶')
  await userEvent.click(form.getByRole('button', { name: '保存草稿' }))
  // in tests all layers have one name
  const conflict = within((await screen.findByText('别人刚刚修改过')).closest<HTMLElement>('[role=dialog]') as HTMLElement)
  expect(conflict.getByText('事实：形象进度')).toBeTruthy()
  expect(conflict.getByText('地基完工')).toBeTruthy()
  await userEvent.click(conflict.getByRole('button', { name: '全用我的' }))
  await userEvent.click(conflict.getByRole('button', { name: '按所选保存' }))
  await waitFor(() => expect(done).toHaveBeenCalled())
  expect(seen).toEqual([
    ['"3"', { invested_total_yuan: 40_000, progress: '封顶' }],
    ['"4"', { invested_total_yuan: 50_000, progress: '封顶' }],
  ])
}, 20_000)
