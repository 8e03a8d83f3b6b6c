import { HttpResponse, http } from 'msw'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { problem, server } from '@/test/server'
import { type Entry, queue } from './queue'

const entry = (note: string): Entry => ({
  of: 'trip-3',
  kind: 'visit',
  label: note,
  path: '/api/v1/negotiation-trips/3/visits',
  body: { note },
})
type Seen = { note: string; key: string | null; card?: number }
const answering = (answer: (seen: Seen, n: number) => Response | Promise<Response>) => {
  const seen: Seen[] = []
  server.use(
    http.post('*/api/v1/negotiation-trips/3/visits', async ({ request }) => {
      const body = (await request.json()) as { note: string; card_file_id?: number }
      const one: Seen = { note: body.note, key: request.headers.get('Idempotency-Key') }
      if (body.card_file_id !== undefined) one.card = body.card_file_id
      seen.push(one)
      return answer(one, seen.length)
    }),
    http.get('*/healthz', () => HttpResponse.text('ok')),
  )
  return seen
}
const accepted = () => HttpResponse.json({}, { status: 201 })
let stop = () => undefined as unknown

beforeEach(() => {
  stop = queue.start('wang')
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

describe('what waits to be sent', () => {
  it('goes in order, and again with the same key after an answer was lost', async () => {
    const seen = answering((_, n) => (n === 1 ? HttpResponse.error() : accepted()))
    await queue.add(entry('一'))
    await vi.waitFor(() => expect(seen.length).toBe(1))
    await vi.waitFor(() => expect(queue.get().sending).toBe(false))
    expect(queue.get().items.map((one) => one.label)).toEqual(['一'])
    await queue.add(entry('二'))
    await vi.waitFor(() => expect(queue.get().items).toEqual([]))
    expect(seen.map((one) => one.note)).toEqual(['一', '一', '二'])
    expect(seen[1]?.key).toBe(seen[0]?.key)
    expect(seen[2]?.key).not.toBe(seen[0]?.key)
  })

  it('keeps what is refused with its reason, lets the others pass, and sends a correction under a new key', async () => {
    const seen = answering((one) =>
      one.note === '错' ? problem(422, 'request.invalid', { detail: '见面日期晚于今天' }) : accepted(),
    )
    await queue.add(entry('错'))
    await queue.add(entry('对'))
    await vi.waitFor(() => expect(seen.map((one) => one.note)).toEqual(['错', '对']))
    await vi.waitFor(() => expect(queue.get().items.map((one) => one.refused?.detail)).toEqual(['见面日期晚于今天']))
    const [refused] = queue.get().items
    await queue.correct(refused?.id ?? '', entry('改好'))
    await vi.waitFor(() => expect(queue.get().items).toEqual([]))
    expect(seen.at(-1)?.note).toBe('改好')
    expect(seen.at(-1)?.key).not.toBe(seen[0]?.key)
  })

  it('waits while the service is down, and discards when told to', async () => {
    const seen = answering(() => problem(503, 'server.busy'))
    await queue.add(entry('等'))
    await vi.waitFor(() => expect(seen.length).toBeGreaterThan(0))
    await vi.waitFor(() => expect(queue.get().sending).toBe(false))
    expect(queue.get().items[0]?.refused).toBeUndefined()
    await queue.discard(queue.get().items[0]?.id ?? '')
    expect(queue.get().items).toEqual([])
  })

  it('sends a photo before its record, once', async () => {
    const files: string[] = []
    server.use(
      http.post('*/api/v1/files', ({ request }) => {
        files.push(request.headers.get('Idempotency-Key') ?? '')
        return HttpResponse.json({ id: 17, name: 'card.jpg' }, { status: 201 })
      }),
    )
    const seen = answering((_, n) => (n === 1 ? problem(503, 'server.busy') : accepted()))
    await queue.add({ ...entry('片'), files: [{ at: 'card_file_id', blob: new Blob(['x']), name: 'card.jpg' }] })
    await vi.waitFor(() => expect(seen.length).toBe(1))
    await vi.waitFor(() => expect(queue.get().sending).toBe(false))
    await queue.flush()
    await vi.waitFor(() => expect(queue.get().items).toEqual([]))
    expect(seen.map((one) => one.card)).toEqual([17, 17])
    expect(files.length).toBe(1)
  })

  it('gives up a request that hangs, and sends it again with the same key', async () => {
    const seen = answering((_, n) => (n === 1 ? new Promise<Response>(() => undefined) : accepted()))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await queue.add(entry('悬'))
    await vi.waitFor(() => expect(seen.length).toBe(1))
    await vi.advanceTimersByTimeAsync(40_000)
    vi.useRealTimers()
    await vi.waitFor(() => expect(queue.get().items).toEqual([]))
    expect(seen[1]?.key).toBe(seen[0]?.key)
  })

  it('sends at once what somebody waits for, and keeps under the same key what finds no service', async () => {
    const seen = answering((_, n) => (n === 1 || n > 2 ? accepted() : HttpResponse.error()))
    expect(await queue.send(entry('通'), 'key-a')).toBe(true)
    expect(await queue.send(entry('断'), 'key-b')).toBe(false)
    await vi.waitFor(() => expect(queue.get().items).toEqual([]), { timeout: 15_000 })
    expect(seen.map((one) => [one.note, one.key])).toEqual([
      ['通', 'key-a'],
      ['断', 'key-b'],
      ['断', 'key-b'],
    ])
  })

  it('leaves a refusal to the form', async () => {
    answering(() => problem(422, 'request.invalid', { detail: '见面日期晚于今天' }))
    await expect(queue.send(entry('错'), 'key-c')).rejects.toThrow('见面日期晚于今天')
    expect(queue.get().items).toEqual([])
  })
})
