import { describe, expect, it } from 'vitest'
import { listOf, only, parseSearch, stringifySearch, textOf } from './filters'

describe('filters in the address', () => {
  it('are the texts of the API, readable by people', () => {
    const search = { q: '金川', stage: 'signed,landed', 'signed_on.gte': '2026-01-01', empty: '', gone: undefined }
    const text = stringifySearch(search)
    expect(text).toContain('stage=signed,landed')
    expect(parseSearch(text)).toEqual({ q: '金川', stage: 'signed,landed', 'signed_on.gte': '2026-01-01' })
    expect(stringifySearch({})).toBe('')
  })
  it('drops what a list does not know', () => {
    expect(only({ q: 'a', evil: 'x', stage: 3, list: ['no'] }, ['q', 'stage', 'list'])).toEqual({ q: 'a', stage: '3' })
  })
  it('writes lists as one text', () => {
    expect([listOf('a,b'), listOf(undefined), listOf(''), textOf(['a', 7]), textOf([])]).toEqual([
      ['a', 'b'],
      [],
      [],
      'a,7',
      undefined,
    ])
  })
})
