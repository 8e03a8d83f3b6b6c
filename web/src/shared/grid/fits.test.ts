import { describe, expect, it } from 'vitest'
import { fits } from './fits'

describe('texts that fit for sure', () => {
  it('counts figures as narrow and everything else as wide', () => {
    expect(fits('1,234.56', 82, 1)).toBe(true)
    expect(fits('1,234.567', 82, 1)).toBe(false)
    expect(fits('金昌市招商局', 96, 1)).toBe(true)
    expect(fits('金昌市招商局', 95, 1)).toBe(false)
    expect(fits('92.5%', 62, 1)).toBe(true)
    expect(fits('WWWWW', 82, 1)).toBe(false)
    expect(fits('', 10, 1)).toBe(false)
    expect(fits('', 18, 1)).toBe(true)
  })
  it('knows the large text', () => {
    expect(fits('1,234.56', 82, 1.25)).toBe(false)
    expect(fits('1,234.56', 98, 1.25)).toBe(true)
  })
})
