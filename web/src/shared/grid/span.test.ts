import { expect, it } from 'vitest'
import { inSight, isDrawn } from './span'

const columns = [{ width: 40, pinned: true }, { width: 160, pinned: true }, ...Array.from({ length: 10 }, () => ({ width: 100 }))]

it('says which columns are in sight beside the frozen ones, and one more on either side', () => {
  expect(inSight(columns, 0, 500)).toEqual({ from: 1, to: 5 })
  // 250 px to the right: what stands under the frozen columns is not seen
  expect(inSight(columns, 250, 500)).toEqual({ from: 3, to: 8 })
  expect(inSight(columns, 700, 500)).toEqual({ from: 8, to: 12 })
})

it('draws everything where the box has no size yet, and frozen columns always', () => {
  const span = inSight(columns, 0, 0)
  expect(columns.every((column, c) => isDrawn(span, column, c))).toBe(true)
  const far = inSight(columns, 700, 500)
  expect(columns.flatMap((column, c) => (isDrawn(far, column, c) ? [c] : []))).toEqual([0, 1, 8, 9, 10, 11])
})

it('draws none of them where the frozen ones cover the whole box', () => {
  const span = inSight(columns, 0, 150)
  expect(columns.flatMap((column, c) => (isDrawn(span, column, c) ? [c] : []))).toEqual([0, 1])
})
