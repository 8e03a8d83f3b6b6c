import { describe, expect, it, vi } from 'vitest'
import { listen, parse } from './live'
import { session } from './session'

const stream = (parts: string[]) =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(new TextEncoder().encode(part))
        controller.close()
      },
    }),
  )

describe('live changes', () => {
  it('are events with data; comments are none', () => {
    expect(parse('event: notice\ndata: {"unread":3}')).toEqual({ event: 'notice', data: { unread: 3 } })
    expect(parse(': beat')).toBeNull()
    expect(parse('event: counts\ndata: half')).toEqual({ event: 'counts', data: {} })
  })

  it('arrive however they are cut, and the connection is opened again when it has ended', async () => {
    vi.spyOn(session, 'token').mockReturnValue('token')
    const asked = vi.spyOn(globalThis, 'fetch')
    asked.mockResolvedValueOnce(stream(['event: hel', 'lo\ndata: {}\n\n: beat\n\nevent: counts\nda', 'ta: {"change":7}\n\n']))
    const stop = new AbortController()
    const heard: string[] = []
    asked.mockImplementationOnce(async () => {
      stop.abort()
      return stream([])
    })
    await listen(({ event, data }) => heard.push(`${event} ${JSON.stringify(data)}`), stop.signal)
    expect(heard).toEqual(['hello {}', 'counts {"change":7}'])
    expect(asked).toHaveBeenCalledTimes(2)
    expect(asked.mock.calls[0]?.[1]?.headers).toEqual({ Authorization: 'Bearer token', Accept: 'text/event-stream' })
    vi.restoreAllMocks()
  })
})
