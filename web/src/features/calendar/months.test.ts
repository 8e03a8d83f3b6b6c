import { describe, expect, it } from 'vitest'
import { daysIn, weekdayOf, weeksOf } from './months'

describe('the months of a year', () => {
  it('knows weekdays and leap years without a time zone', () => {
    expect(weekdayOf(2026, 10, 1)).toBe(4)
    expect(weekdayOf(2024, 2, 29)).toBe(4)
    expect(weekdayOf(2000, 1, 1)).toBe(6)
    expect([daysIn(2024, 2), daysIn(2100, 2), daysIn(2000, 2), daysIn(2026, 9)]).toEqual([29, 28, 29, 30])
  })
  it('lays weeks out from Monday and leaves the days of neighbours empty', () => {
    const weeks = weeksOf(2026, 2)
    expect(weeks).toHaveLength(6)
    expect(weeks[0]?.map((cell) => cell?.day ?? null)).toEqual([null, null, null, null, null, null, 1])
    expect(weeks[4]?.[5]?.on).toBe('2026-02-28')
    expect(
      weeks
        .flat()
        .slice(34)
        .every((cell) => cell === null),
    ).toBe(true)
  })
})
