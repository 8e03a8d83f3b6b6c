import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { offline } from '@/api/errors'
import { show } from '@/test/render'
import { type Work, WorkPanels } from './work'

const one = (key: string, overdue: number, due: string | null): Work => ({ key, overdue, due, kind: '手续', title: key })
const titles = (region: HTMLElement) => [...region.querySelectorAll('strong')].map((strong) => strong.textContent)

it('puts the longest overdue first, then what is due next, and keeps the rest one press away', async () => {
  const later = [1, 2, 3, 4, 5, 6, 7].map((n) => one(`later${n}`, 0, `2099-01-0${n}`))
  show(
    <WorkPanels
      of={[
        { items: [one('late', 2, '2026-01-01'), one('undated', 0, null)], pending: false },
        { items: [one('latest', 30, '2025-12-01'), ...later], pending: false },
      ]}
    />,
  )
  const late = screen.getByRole('region', { name: '逾期2项' })
  expect(titles(late)).toEqual(['latest', 'late'])
  expect(within(late).getByText(/超期30天/)).toBeTruthy()
  const next = screen.getByRole('region', { name: '要办的' })
  expect(titles(next)).toEqual(['later1', 'later2', 'later3', 'later4', 'later5', 'later6'])
  await userEvent.click(within(next).getByRole('button', { name: '显示其余2项' }))
  expect(titles(next).at(-1)).toBe('undated')
})

it('says that there is nothing, and what could not be asked', async () => {
  const { unmount } = show(<WorkPanels of={[{ items: [], pending: false }]} />)
  expect(screen.getByText('眼下没有要办的。')).toBeTruthy()
  unmount()
  const again = vi.fn()
  show(<WorkPanels of={[{ items: [], pending: false, failed: { error: offline(), again } }]} />)
  expect(screen.queryByText('眼下没有要办的。')).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: '重试' }))
  expect(again).toHaveBeenCalledOnce()
})
