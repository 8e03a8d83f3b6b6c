import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/imports'
import { session } from '@/test/imports'
import { show } from '@/test/render'
import { answers, problem, server } from '@/test/server'
import type { Session } from './api'
import { drop, MOST_FILES } from './drop'
import { ImportStart } from './start'
import { ImportWizard } from './wizard'

addWords('imports', words)

const ledger = (name: string) => new File(['x'], name)
const onDone = vi.fn()
const start = () =>
  show(
    <ImportStart
      into="projects"
      onInto={vi.fn()}
      onDone={onDone}
      onBack={vi.fn()}
      linkTo={(one: Session, text) => <a href={`/imports/${one.id}`}>{text}</a>}
    />,
  )
const choose = (...files: File[]) => userEvent.upload(screen.getByLabelText('台账文件'), files, { applyAccept: false })
const lines = () => within(screen.getByRole('region', { name: '这一次的文件' })).getAllByRole('listitem')

type Sent = { name: string; key: string | null }
/** Reads every file, as far as nothing stops it; what was sent stands in the list. */
function reads(
  stop: (name: string, times: number) => Promise<Response | undefined> | Response | undefined = () => undefined,
): Sent[] {
  const sent: Sent[] = []
  server.use(
    http.post('*/api/v1/imports', async ({ request }) => {
      const name = /filename="(.+?)"/.exec(await request.text())?.[1] ?? ''
      sent.push({ name, key: request.headers.get('Idempotency-Key') })
      const refusal = await stop(name, sent.filter((one) => one.name === name).length)
      return refusal ?? HttpResponse.json(session({ id: sent.length, file_name: name }) as object, { status: 201 })
    }),
  )
  return sent
}
const unreadable = () =>
  problem(422, 'imports.unreadable', {
    title: '这份台账读不了',
    detail: '没有找到表头。请检查表格。',
    request_id: 'req-7',
  } as never)

beforeEach(() => {
  onDone.mockClear()
  server.use(answers('/units', { items: [], total: 0, per_page: 200 }))
})

afterEach(() => drop.clear())

describe('files of one drop', () => {
  it('goes straight on with a single file', async () => {
    const sent = reads()
    start()
    await choose(ledger('a.xlsx'))
    await waitFor(() => expect(onDone).toHaveBeenCalledWith(expect.objectContaining({ id: 1, file_name: 'a.xlsx' })))
    expect(sent.map((one) => one.name)).toEqual(['a.xlsx'])
    expect(drop.get()).toEqual([])
  })

  it('reads three one after the other; the refused one says why, and is tried again', async () => {
    const sent = reads((name, times) => (name === 'b.csv' && times === 1 ? unreadable() : undefined))
    start()
    await choose(ledger('a.xlsx'), ledger('b.csv'), ledger('c.xls'))
    expect(await screen.findByText(/共3份：已识别2，读不出1，等待0。都已传完。/)).toBeTruthy()
    expect(sent.map((one) => one.name)).toEqual(['a.xlsx', 'b.csv', 'c.xls'])
    expect(new Set(sent.map((one) => one.key)).size).toBe(3)
    const [a, b] = lines() as [HTMLElement, HTMLElement]
    expect(
      within(a)
        .getByRole('link', { name: /^接着办 ?a\.xlsx$/ })
        .getAttribute('href'),
    ).toBe('/imports/1')
    expect(within(b).getByText('没有找到表头。请检查表格。')).toBeTruthy()
    expect(within(b).getByText(/req-7/)).toBeTruthy()
    expect(onDone).not.toHaveBeenCalled()
    await userEvent.click(within(b).getByRole('button', { name: '再传一次“b.csv”' }))
    expect(await screen.findByText(/已识别3，读不出0/)).toBeTruthy()
    expect(sent[3]).toEqual(sent[1])
  })

  it('cancels what is not sent yet, and takes a line away', async () => {
    let answer = () => {}
    const sent = reads((name) => (name === 'a.xlsx' ? new Promise((resolve) => (answer = () => resolve(undefined))) : undefined))
    start()
    await choose(ledger('a.xlsx'), ledger('b.xlsx'), ledger('c.xlsx'), ledger('d.xlsx'))
    await waitFor(() => expect(sent.length).toBe(1))
    expect(within(lines()[0] as HTMLElement).getByText('正在上传')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '取消上传“b.xlsx”' }))
    await userEvent.click(screen.getByRole('button', { name: '取消还没传的（2份）' }))
    answer()
    expect(await screen.findByText(/都已传完/)).toBeTruthy()
    expect(sent.map((one) => one.name)).toEqual(['a.xlsx'])
    await userEvent.click(screen.getByRole('button', { name: '从列表移除“c.xlsx”' }))
    expect(lines().length).toBe(3)
    await userEvent.click(screen.getByRole('button', { name: '再传一次“b.xlsx”' }))
    expect(await screen.findByText(/已识别2/)).toBeTruthy()
  })

  it('sends by itself what the service was too busy for, with the same key', async () => {
    const busy = () =>
      HttpResponse.json(
        { type: 'x', title: 'x', status: 503, code: 'server.busy', detail: '请稍候' },
        { status: 503, headers: { 'Retry-After': '1', 'Content-Type': 'application/problem+json' } },
      )
    const sent = reads((name, times) => (name === 'a.xlsx' && times === 1 ? busy() : undefined))
    start()
    await choose(ledger('a.xlsx'), ledger('b.xlsx'))
    expect(await screen.findByText('等待（服务忙，稍候自动上传）')).toBeTruthy()
    expect(await screen.findByText(/已识别2/)).toBeTruthy()
    expect(sent[1]).toEqual(sent[0])
  })

  it('names files of wrong kinds and goes on with the others; too many are left where they are', async () => {
    const sent = reads()
    start()
    await choose(ledger('a.xlsx'), ledger('b.docx'), ledger('c.pdf'))
    expect(await screen.findByText('只收xlsx、xls、csv，没有上传：b.docx、c.pdf')).toBeTruthy()
    expect(await screen.findByText(/共1份：已识别1/)).toBeTruthy()
    await choose(...Array.from({ length: MOST_FILES + 1 }, (_, n) => ledger(`${n}.xlsx`)))
    expect(await screen.findByText(/一次最多20份，这次选了21份，一份都没有上传。/)).toBeTruthy()
    expect(lines().length).toBe(1)
    expect(sent.length).toBe(1)
  })
})

describe('the wizard of one of several files', () => {
  const onFile = vi.fn()
  const wizard = (id: number, now: Session) => {
    server.use(answers(`/imports/${id}`, now), answers(`/imports/${id}/rows`, { items: [], total: 0, page: 1, per_page: 100 }))
    return show(
      <ImportWizard
        id={id}
        step={undefined}
        status={undefined}
        onStep={vi.fn()}
        onStatus={vi.fn()}
        onBack={vi.fn()}
        onFile={onFile}
        linkTo={(_, text) => <a href="/somewhere">{text}</a>}
      />,
    )
  }
  it('leads to the next one that is not finished, and back to the list for what is not read', async () => {
    reads((name) => (name === 'c.xlsx' ? unreadable() : undefined))
    const page = start()
    await choose(ledger('a.xlsx'), ledger('b.xlsx'), ledger('c.xlsx'))
    expect(await screen.findByText(/都已传完/)).toBeTruthy()
    page.unmount()
    const first = wizard(1, session({ id: 1 }))
    await userEvent.click(await screen.findByRole('button', { name: '下一个文件（还有2个）' }))
    expect(onFile).toHaveBeenLastCalledWith(expect.objectContaining({ id: 2 }))
    server.use(http.post('*/api/v1/imports/1/cancellations', () => HttpResponse.json(session({ id: 1 }) as object)))
    onFile.mockClear()
    await userEvent.click(screen.getByRole('button', { name: '放弃' }))
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: /放\s?弃/ }))
    await waitFor(() => expect(onFile).toHaveBeenLastCalledWith(expect.objectContaining({ id: 2 })))
    first.unmount()
    const second = wizard(2, session({ id: 2, state: 'committed' }))
    await userEvent.click(await screen.findByRole('button', { name: '下一个文件（还有2个）' }))
    expect(onFile).toHaveBeenLastCalledWith(expect.objectContaining({ id: 1 }))
    second.unmount()
    wizard(1, session({ id: 1, state: 'cancelled' }))
    await userEvent.click(await screen.findByRole('button', { name: '回到文件列表（还有1个）' }))
    expect(onFile).toHaveBeenLastCalledWith(null)
  })
})
