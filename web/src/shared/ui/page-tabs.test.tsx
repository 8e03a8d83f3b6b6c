import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { PageTabs } from './page-tabs'

const TABS = ['一', '二', '三'].map((name) => ({ key: name, label: name, children: <p>{name}的内容</p> }))

function Page() {
  const [active, setActive] = useState('一')
  return <PageTabs label="各部分" tabs={TABS} active={active} onTab={setActive} />
}

it('shows one part at a time, is one stop of the keyboard, and is walked with the arrows', async () => {
  render(<Page />)
  expect(screen.getByRole('tablist', { name: '各部分' })).toBeTruthy()
  await userEvent.tab()
  expect(document.activeElement?.textContent).toBe('一')
  await userEvent.keyboard('{ArrowLeft}')
  expect(screen.getByRole('tabpanel').textContent).toBe('一的内容')
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  expect(screen.getByRole('tabpanel', { name: '三' }).textContent).toBe('三的内容')
  expect(document.activeElement?.textContent).toBe('三')
  expect(screen.getAllByRole('tab').map((tab) => tab.tabIndex)).toEqual([-1, -1, 0])
  await userEvent.click(screen.getByRole('tab', { name: '二' }))
  expect(screen.getByRole('tab', { selected: true }).textContent).toBe('二')
})
