import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { IDLE_MS, watchIdleness } from './idle'

describe('a machine nobody sits at', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is locked after a quarter of an hour without a sign of anybody', () => {
    const lock = vi.fn()
    const stop = watchIdleness(lock)
    vi.advanceTimersByTime(IDLE_MS - 1)
    expect(lock).not.toHaveBeenCalled()
    window.dispatchEvent(new Event('keydown'))
    vi.advanceTimersByTime(IDLE_MS - 1)
    expect(lock).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(lock).toHaveBeenCalledOnce()
    stop()
  })

  it('is not watched any more when nobody is signed in', () => {
    const lock = vi.fn()
    watchIdleness(lock)()
    vi.advanceTimersByTime(IDLE_MS * 2)
    expect(lock).not.toHaveBeenCalled()
  })
})
