import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { show } from '@/test/render'
import { ChoiceFilter, FilterBar, TextFilter } from './filter-bar'

beforeEach(() => {
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (query) => ({ matches: query.includes('max-width'), addEventListener: vi.fn(), removeEventListener: vi.fn() }) as never,
  )
})
afterEach(() => void vi.restoreAllMocks())

const bar = (filters: Record<string, string>, several = true) =>
  show(
    <FilterBar filters={filters} onChange={vi.fn()}>
      <TextFilter title="名称" />
      {several ? <ChoiceFilter name="stage" title="当前阶段" words={{ signed: '签约' }} /> : null}
    </FilterBar>,
  )
const folded = () => screen.getByRole('search').classList.contains('folded')

it('folds in the hand, and opens with a press', async () => {
  bar({ q: '铜箔' })
  expect(folded()).toBe(true)
  await userEvent.click(screen.getByRole('button', { name: '更多筛选' }))
  expect(folded()).toBe(false)
})

it('shows a filter that is set', () => {
  bar({ stage: 'signed' })
  expect(folded()).toBe(false)
})

it('folds nothing where there is but one', () => {
  bar({}, false)
  expect(folded()).toBe(false)
  expect(screen.queryByRole('button', { name: '更多筛选' })).toBeNull()
})
