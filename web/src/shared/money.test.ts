import { describe, expect, it } from 'vitest'
import { exact, headline, parseMoney, wan, wanExact } from './money'

describe('shown', () => {
  it.each([
    [2_522_000_000, '252,200'],
    [37_888_600_100, '3,788,860.01'],
    [1_234_567, '123.46'],
    [0, '0'],
    [-12_500, '−1.25'],
    [49, '0'],
    [50, '0.01'],
    [-49, '0'],
    [null, '—'],
  ])('%s in 万元 is %s', (yuan, text) => expect(wan(yuan)).toBe(text))
  it.each([
    [2_522_000_000, '25.22亿元'],
    [100_000_000, '1.00亿元'],
    [99_999_999, '10,000万元'],
    [1_234_567, '123.46万元'],
    [123_456_789_000, '1,234.57亿元'],
    [null, '—'],
  ])('%s as a headline is %s', (yuan, text) => expect(headline(yuan)).toBe(text))
  it('is exact where it is copied or in a title', () => {
    expect(exact(1_234_567)).toBe('1,234,567元')
    expect(wanExact(1_234_567)).toBe('123.4567')
    expect(wanExact(2_522_000_000)).toBe('252200')
  })
})

describe('typed', () => {
  it.each([
    ['25.22亿', 2_522_000_000],
    ['25.22 亿元', 2_522_000_000],
    ['2.5万', 25_000],
    ['25,220万元', 252_200_000],
    ['２５．２２亿', 2_522_000_000],
    ['252200', 2_522_000_000],
    ['5000元', 5000],
    ['￥3万元', 30_000],
    ['16.24亿', 1_624_000_000],
    ['-1.25', -12_500],
    ['', null],
  ])('%s', (text, yuan) => expect(parseMoney(text)).toEqual({ yuan }))
  it.each([
    ['5亿多元', 'vague'],
    ['20亿元以上', 'vague'],
    ['超70亿元', 'vague'],
    ['待定', 'notANumber'],
    ['1.2.3', 'notANumber'],
    ['1.23456万', 'belowOneYuan'],
    ['99999999999亿', 'tooLarge'],
  ])('%s is refused', (text, fault) => expect(parseMoney(text)).toEqual({ fault }))
  it('reads what it shows', () => {
    for (const yuan of [1, 9_999, 10_000, 37_888_600_100, 9_007_199_254_740_991, -5]) {
      expect(parseMoney(wanExact(yuan))).toEqual({ yuan })
    }
  })
})
