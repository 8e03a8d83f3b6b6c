/** What was begun in the dialogs of whoever decides is kept on this machine, each under a name of its own. */
import { fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import words from '@/i18n/rooms/progress'
import { answers, server } from '@/test/server'
import type { Pause, Report, Restatement } from './api'

const PATIENT = 40_000
const kept = new Map<string, Record<string, unknown>>()

/** The same modules again over drafts in memory: there is no IndexedDB here, and other tests have loaded them without. */
async function fresh() {
  vi.resetModules()
  vi.doMock('@/shared/form/drafts', () => ({
    keepDraft: (name: string, values: Record<string, unknown>) => kept.set(name, values),
    dropDraft: async (name: string) => void kept.delete(name),
    useIsKept: (name: string) => kept.has(name),
    useDraft: (name: string) => ({
      kept: kept.has(name) ? { values: kept.get(name), etag: '"1"', at: '10:32' } : null,
      seen: () => undefined,
    }),
  }))
  const { addWords } = await import('@/i18n')
  addWords('progress', words)
  const { show } = await import('@/test/render')
  const { Pauses } = await import('./pauses')
  const { ReportHistory } = await import('./report-history')
  const { RowActs } = await import('./row-acts')
  return { show, Pauses, ReportHistory, RowActs }
}
let loaded: Awaited<ReturnType<typeof fresh>>
beforeAll(async () => {
  loaded = await fresh()
}, PATIENT)
afterAll(() => {
  vi.doUnmock('@/shared/form/drafts')
  vi.resetModules()
})
beforeEach(() => kept.clear())

/** Writes into a dialog, leaves it, and finds what was written when it opens again. */
async function leaveAndComeBack(button: string | RegExp, dialog: string | RegExp, field: string, name: string) {
  await userEvent.click(await screen.findByRole('button', { name: button }))
  const first = within(await screen.findByRole('dialog', { name: dialog }))
  fireEvent.change(first.getByLabelText(field), { target: { value: '材料不全' } })
  expect(kept.get(name)).toMatchObject({ [field === '理由' ? 'reason' : 'opinion']: '材料不全' })
  await userEvent.click(first.getByRole('button', { name: '取消' }))
  await userEvent.click(await screen.findByRole('button', { name: button }))
  const again = within(await screen.findByRole('dialog', { name: dialog }))
  await userEvent.click(again.getByRole('button', { name: '接着填' }))
  expect((again.getByLabelText(field) as HTMLTextAreaElement).value).toBe('材料不全')
}

it('keeps the opinion of who audits a monthly report', { timeout: PATIENT }, async () => {
  const row = { project_id: 5, project_name: '铜箔项目', month: '2026-12', state: 'submitted', version: 1, can: ['report.audit'] }
  const { show, RowActs } = loaded
  show(<RowActs row={row as unknown as Report} />)
  await leaveAndComeBack('铜箔项目：审核', '铜箔项目：审核', '审核意见', 'report-audit-5-2026-12')
})

it('keeps the opinion of who decides on a restatement', { timeout: PATIENT }, async () => {
  const one: Partial<Restatement> = { id: 8, month: '2026-10', amount_yuan: 100, reason: '漏计', state: 'submitted', version: 1 }
  server.use(
    answers('/projects/5/monthly-reports', { items: [], total: 0 }),
    answers('/projects/5/restatements', { items: [{ ...one, can: ['report.audit'] }], can: [] }),
  )
  const { show, ReportHistory } = loaded
  show(<ReportHistory id={5} />)
  await leaveAndComeBack(/^审核/, '审核', '意见', 'restatement-decision-8')
})

it('keeps what was begun about a pause: the decision, and why it ends', { timeout: PATIENT }, async () => {
  const one: Partial<Pause> = { id: 3, project_id: 5, kind: 'policy' as Pause['kind'], cause: '停工令', days: 5, version: 1 }
  server.use(
    answers('/projects/5/pauses', {
      items: [
        { ...one, from_on: '2026-11-01', until_on: '2026-11-05', state: 'requested', can: ['pause.decide', 'pause.request'] },
      ],
      can: [],
      paused_days: 0,
    }),
  )
  const { show, Pauses } = loaded
  show(<Pauses id={5} />)
  await leaveAndComeBack(new RegExp(`^${words.decide}`), words.decide, '意见', 'pause-decide-3')
})
