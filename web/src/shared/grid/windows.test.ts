import { describe, expect, it } from 'vitest'
import { windowsOf } from './windows'

describe('windows', () => {
  it('asks for what is seen, and one ahead in the direction of scrolling', () => {
    expect(windowsOf({ from: 0, to: 20 }, true, undefined)).toEqual([0])
    expect(windowsOf({ from: 0, to: 20 }, true, 1000)).toEqual([0, 1])
    expect(windowsOf({ from: 490, to: 510 }, true, 1000)).toEqual([4, 5, 6])
    expect(windowsOf({ from: 490, to: 510 }, false, 1000)).toEqual([4, 5, 3])
  })
  it('ends with the list, and with the reach of page numbers', () => {
    expect(windowsOf({ from: 990, to: 1000 }, true, 1000)).toEqual([9])
    expect(windowsOf({ from: 99_950, to: 100_010 }, true, 500_000)).toEqual([999])
    expect(windowsOf({ from: 0, to: 20 }, true, 0)).toEqual([0])
  })
})
