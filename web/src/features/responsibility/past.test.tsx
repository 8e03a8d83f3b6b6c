import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { expect, it } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/responsibility'
import { show } from '@/test/render'
import { answers, server } from '@/test/server'
import type { Chain, Standing } from './api'
import { PastButtons } from './past'

addWords('responsibility', words)
const PATIENT = 40_000

const role = (code: Standing['role'], more: Partial<Standing> = {}): Standing => ({
  role: code,
  label: code,
  term_no: 1,
  acting: [],
  required: false,
  who: '',
  can_assign: true,
  ...more,
})
const chain = (more: Partial<Chain> = {}): Chain => ({
  project_id: 5,
  project_number: 'XM-5',
  project_name: '铜箔项目',
  on: '2026-12-01',
  supporting: [],
  roles: [role('sponsor', { can_assign: false }), role('commissioner'), role('liaison')],
  sponsorship: { because: '', proposals: [] } as unknown as Chain['sponsorship'],
  lead_history: [],
  history: [],
  scores: [],
  version: 3,
  can: ['assignment.edit'],
  ...more,
})

/** Opens a choice of the dialog and takes what is called so. */
async function take(label: string, option: string): Promise<void> {
  await userEvent.click(screen.getByRole('combobox', { name: label }))
  await userEvent.click(await screen.findByText(option, { selector: '.ant-select-item-option *' }))
}

it('puts a term that is over on record, of somebody who has left, in a role one may assign', { timeout: PATIENT }, async () => {
  const sent: unknown[] = []
  const asked: string[] = []
  server.use(
    answers('/users', (url) => {
      asked.push(url.search)
      return { items: [{ id: 9, name: '前任一', unit_name: '某局', post: '科长' }], total: 1 }
    }),
    http.post('*/api/v1/projects/5/assignments', async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json({})
    }),
  )
  show(<PastButtons id={5} view={chain()} etag={'"3"'} />)
  await userEvent.click(screen.getByRole('button', { name: '补记任期' }))
  const form = within(await screen.findByRole('dialog', { name: '补记任期' }))
  await take('角色', '服务专员')
  expect(screen.queryByText('包抓领导', { selector: '.ant-select-item-option *' })).toBeNull()
  await take('担任的人', '前任一')
  await waitFor(() => expect(form.getByLabelText('从哪天起').hasAttribute('readonly')).toBe(false)) // the calendar comes later
  await userEvent.type(form.getByLabelText('从哪天起'), '2019-01-01')
  // both days are known of what is over
  await userEvent.click(form.getByRole('button', { name: '补记' }))
  expect((await form.findAllByText('请填写到哪天止')).length).toBeGreaterThan(0)
  expect(sent).toEqual([])
  await userEvent.type(form.getByLabelText('到哪天止'), '2021-12-31')
  await userEvent.type(form.getByLabelText('理由'), '按当年台账补记')
  await userEvent.click(form.getByRole('button', { name: '补记' }))
  const input = { role: 'commissioner', user_id: 9, from_on: '2019-01-01', until_on: '2021-12-31', reason: '按当年台账补记' }
  await waitFor(() => expect(sent).toEqual([input]))
  expect(asked.some((search) => search.includes('status'))).toBe(false)
})

it('puts a unit that led before on record, with its source and the tag of the chain', { timeout: PATIENT }, async () => {
  const sent: unknown[] = []
  server.use(
    answers('/units', { items: [{ id: 2, name: '某县人民政府', short_name: '某县' }], total: 1 }),
    http.post('*/api/v1/projects/5/lead-terms', async ({ request }) => {
      sent.push([request.headers.get('If-Match'), await request.json()])
      return HttpResponse.json(chain())
    }),
  )
  show(<PastButtons id={5} view={chain()} etag={'"3"'} />)
  await userEvent.click(screen.getByRole('button', { name: '补记牵头单位' }))
  const form = within(await screen.findByRole('dialog', { name: '补记牵头单位' }))
  await take('单位', '某县')
  await userEvent.type(form.getByLabelText('从哪天起'), '2019-01-01')
  await userEvent.type(form.getByLabelText('到哪天止'), '2021-12-31')
  await userEvent.type(form.getByLabelText('依据'), '按当年台账补记')
  await userEvent.click(form.getByRole('button', { name: '补记' }))
  const input = { unit_id: 2, from_on: '2019-01-01', until_on: '2021-12-31', reason: '按当年台账补记' }
  await waitFor(() => expect(sent).toEqual([['"3"', input]]))
})

it('offers nothing to whom nothing is permitted', () => {
  show(<PastButtons id={5} view={chain({ roles: [role('liaison', { can_assign: false })], can: [] })} etag={'"3"'} />)
  expect(screen.queryByRole('button')).toBeNull()
})
