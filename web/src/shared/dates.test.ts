import { describe, expect, it } from 'vitest'
import { clock, date, instant, shortDate, today } from './dates'

describe('dates of Shanghai, wherever the machine stands', () => {
  it('turns the day at midnight there', () => {
    expect(today(new Date('2026-03-04T15:59:59Z'))).toBe('2026-03-04')
    expect(today(new Date('2026-03-04T16:00:00Z'))).toBe('2026-03-05')
  })
  it('shows instants there', () => {
    expect(instant('2026-03-05T02:32:10.5Z')).toBe('2026-03-05 10:32')
    expect(clock('2026-03-05T16:05:00Z')).toBe('00:05')
    expect(instant(null)).toBe('—')
  })
  it('keeps imprecise dates as they are', () => {
    expect([date('2019'), date('2019-04'), date(null)]).toEqual(['2019', '2019-04', '—'])
  })
  it('names the year only when it is another', () => {
    const now = new Date('2026-06-01T00:00:00Z')
    expect([shortDate('2026-03-05', now), shortDate('2025-12-31', now), shortDate('2019', now)]).toEqual([
      '3月5日',
      '2025年12月31日',
      '2019',
    ])
  })
})
