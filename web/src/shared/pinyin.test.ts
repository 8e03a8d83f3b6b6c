import { describe, expect, it } from 'vitest'
import { initialsOf, matches } from './pinyin'

describe('initials', () => {
  it.each([
    ['总投资', 'ztz'],
    ['责任单位', 'zrdw'],
    ['到位资金合计', 'dwzjhj'],
    ['签约日期', 'qyrq'],
    ['行业', 'xy'],
    ['项目编号', 'xmbh'],
    ['GB/T 4754', 'gb/t 4754'],
    ['安排', 'ap'],
    ['额', 'e'],
    ['哦', 'o'],
  ])('%s', (text, letters) => {
    // 行 is read in two ways; both begin a word somewhere
    expect([letters, letters.replace('x', 'h')]).toContain(initialsOf(text))
  })
  it('finds by characters and by initials under composition', () => {
    expect(matches('总投资', '投资')).toBe(true)
    expect(matches('总投资', "t'z")).toBe(true)
    expect(matches('总投资', 'xm')).toBe(false)
  })
})
