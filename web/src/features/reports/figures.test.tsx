import { describe, expect, it } from 'vitest'
import { addressOf, placeOf } from './opens'
import { progressOf } from './pace'
import { scaleOf, shadeOf } from './scale'
import { percent, shownFigure, signed } from './shown'

describe('where a number leads', () => {
  it('is the list the API names, as a page with the same conditions', () => {
    const at = (href: string | null) => {
      const place = placeOf(href)
      return place && addressOf(place)
    }
    expect(at('/api/v1/rates/projects?figure=started&chain=%E5%BE%AA%E7%8E%AF')).toBe(
      '/rates/projects?figure=started&chain=%E5%BE%AA%E7%8E%AF',
    )
    expect(at('/api/v1/targets/progress/projects?indicator=signed_count&unit_id=2')).toBe(
      '/targets/projects?indicator=signed_count&unit_id=2',
    )
    expect(at('/api/v1/trip-effects/funds?attribution=equal')).toBe('/effects/funds?attribution=equal')
    expect(at('/api/v1/trip-effects?province=610000')).toBe('/effects?province=610000')
    expect(at('/api/v1/projects?funds_in_place_yuan.gte=1')).toBe('/projects?funds_in_place_yuan.gte=1')
    expect(at(null)).toBeNull()
    expect(at('/api/v1/something-new')).toBeNull()
  })
})

describe('figures in print', () => {
  it('shows amounts as amounts, signs of differences, and nothing where nothing is known', () => {
    expect(shownFigure({ value: 2_522_000_000, unit: '元', href: null })).toBe('25.22亿元')
    expect(shownFigure({ value: 1510, unit: '项', href: null })).toBe('1,510项')
    expect(percent(99.66)).toBe('99.66%')
    expect(percent(null)).toBe('—')
    expect(signed(1.42)).toBe('+1.42')
    expect(signed(-28.2)).toBe('−28.20')
  })
})

describe('the scale of a map', () => {
  it('has round classes from 1 to the largest, and no colour for nothing', () => {
    expect(scaleOf([0, 0])).toEqual([])
    expect(scaleOf([1, 2])).toEqual([
      { from: 1, to: 1, shade: 3 },
      { from: 2, to: 2, shade: 4 },
    ])
    const scale = scaleOf([1, 29, 45])
    expect(scale.map(({ from, to }) => [from, to])).toEqual([
      [1, 20],
      [21, 40],
      [41, 45],
    ])
    expect([0, 1, 40, 45].map((n) => shadeOf(scale, n))).toEqual([0, 2, 3, 4])
  })
})

describe('conditions of the progress', () => {
  it('leaves out what only contracts have, and ends on the day of the records', () => {
    expect(
      progressOf({ event_id: '3', 'counted_on.gte': '2026-01-01', printed_funds: '30', chain: '铜', as_of: '2026-06-30' }),
    ).toEqual({ chain: '铜', as_of: '2026-06-30', through: '2026-06-30' })
  })
})
