import { describe, expect, it } from 'vitest'
import { clock, date, daysText, instant, parseDay, parseDays, plusDays, shortDate, sinceText, today } from './dates'

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
  it('says how long ago within a day, else the day', () => {
    const now = new Date('2026-12-02T04:00:00Z')
    expect(
      [
        '2026-12-02T03:59:30Z',
        '2026-12-02T03:55:00Z',
        '2026-12-02T01:00:00Z',
        '2026-12-01T04:00:00Z',
        '2026-12-01T16:00:00Z', // midnight there
        '2026-12-02T05:00:00Z',
      ].map((at) => sinceText(at, now)),
    ).toEqual([
      { unit: 'now' },
      { unit: 'minutes', n: 5 },
      { unit: 'hours', n: 3 },
      { on: '2026-12-01' },
      { on: '2026-12-02' },
      { on: '2026-12-02' },
    ])
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

describe('days from and to, as people type them', () => {
  const now = new Date('2026-11-30T04:00:00Z')
  it.each([
    ['12.1-12.3', '2026-12-01', '2026-12-03'],
    ['12.1-3', '2026-12-01', '2026-12-03'],
    ['12-1-12-3', '2026-12-01', '2026-12-03'],
    ['12月1日至3日', '2026-12-01', '2026-12-03'],
    ['12月1日', '2026-12-01', '2026-12-01'],
    ['20261230—20270102', '2026-12-30', '2027-01-02'],
    ['12.30~1.2', '2026-12-30', '2027-01-02'],
    ['２０２７．１．５－１．６', '2027-01-05', '2027-01-06'],
    ['2027-01-05', '2027-01-05', '2027-01-05'],
  ])('%s', (text, from_on, to_on) => expect(parseDays(text, now)).toEqual({ from_on, to_on }))
  it.each(['', '下周', '2.30', '12.5-3', '12.1-', '12.1 12.3', '13.1'])('%s is not guessed', (text) =>
    expect(parseDays(text, now)).toBeNull(),
  )
  it('are written out with their year', () => {
    expect(daysText({ from_on: '2026-12-01', to_on: '2026-12-03' })).toBe('2026年12月1日至12月3日')
    expect(daysText({ from_on: '2026-12-30', to_on: '2027-01-02' })).toBe('2026年12月30日至2027年1月2日')
    expect(daysText({ from_on: '2026-12-01', to_on: '2026-12-01' })).toBe('2026年12月1日')
    expect([plusDays('2026-12-30', 3), plusDays('2026-03-01', -1)]).toEqual(['2027-01-02', '2026-02-28'])
  })
})

describe('a day, as people type it', () => {
  const now = new Date('2026-12-02T04:00:00Z')
  it.each([
    ['2025-11-30', '2025-11-30'],
    ['20251130', '2025-11-30'],
    ['2025.11.3', '2025-11-03'],
    ['2025/6/30', '2025-06-30'],
    ['2025年6月30日', '2025-06-30'],
    [' 2025 年 6 月 3 号 ', '2025-06-03'],
    ['11-30', '2026-11-30'],
    ['6-30', '2026-06-30'],
    ['11月3日', '2026-11-03'],
    ['11.3', '2026-11-03'],
    ['２０２５－１１－０３', '2025-11-03'],
    ['２０２５．６．３０', '2025-06-30'],
  ])('%s', (text, on) => expect(parseDay(text, undefined, now)).toEqual({ on }))
  it.each([
    ['2025-11', 'month'],
    ['2025年11月', 'month'],
    ['202511', 'month'],
    ['2025', 'month'],
    ['abc', 'unreadable'],
    ['下周三', 'unreadable'],
    ['6-30以前', 'unreadable'],
    ['2025-02-30', 'noSuchDay'],
    ['20251301', 'noSuchDay'],
    ['13-1', 'noSuchDay'],
  ])('%s is not guessed', (text, fault) => expect(parseDay(text, undefined, now)).toEqual({ fault }))
  it.each([
    ['2025年11月', 'first', '2025-11-01'],
    ['2025年11月', 'last', '2025-11-30'],
    ['2024-2', 'last', '2024-02-29'],
    ['202512', 'last', '2025-12-31'],
    ['2025', 'first', '2025-01-01'],
    ['2025年', 'last', '2025-12-31'],
  ] as const)('%s as the %s day of a period', (text, edge, on) => expect(parseDay(text, edge, now)).toEqual({ on }))
})
