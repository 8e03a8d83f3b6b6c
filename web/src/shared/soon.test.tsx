import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, it, vi } from 'vitest'
import { soonAfterBegin, useLate } from './soon'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms))

function Late({ waiting }: { waiting: boolean }) {
  return <p>{useLate(waiting) ? '灰条' : '空着'}</p>
}

it('shows the shape of what is awaited only after 200 ms, and no longer than it is awaited', () => {
  const { rerender } = render(<Late waiting />)
  pass(199)
  screen.getByText('空着')
  pass(1)
  screen.getByText('灰条')
  rerender(<Late waiting={false} />)
  screen.getByText('空着')
  rerender(<Late waiting />)
  screen.getByText('空着')
  pass(200)
  screen.getByText('灰条')
})

it('waits a moment when the first page opens, and never again', () => {
  const useSoon = soonAfterBegin()
  const Soon = () => <p>{useSoon() ? '水印' : '还没有'}</p>
  const first = render(<Soon />)
  screen.getByText('还没有')
  pass(1_000)
  screen.getByText('水印')
  first.unmount()
  render(<Soon />)
  screen.getByText('水印')
})
