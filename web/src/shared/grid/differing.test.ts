import { describe, expect, it } from 'vitest'
import { differing } from './differing'

type Row = { id: number; name: string }
const window = (...names: string[]) => ({ items: names.map((name, i): Row => ({ id: i + 1, name })), total: names.length })
const key = (row: Row) => row.id

describe('news of a window', () => {
  it('is none where nothing differs, whatever moved', () => {
    const before = window('铜箔', '镍盐')
    expect(differing(before, { items: [...before.items].reverse(), total: 2 }, key)).toBe(0)
  })
  it('counts what is new or no longer the same', () => {
    expect(differing(window('铜箔', '镍盐'), window('铜箔', '镍盐（改）', '奶牛'), key)).toBe(2)
  })
  it('counts what is gone when nothing else happened', () => {
    expect(differing(window('铜箔', '镍盐'), window('铜箔'), key)).toBe(1)
  })
})
