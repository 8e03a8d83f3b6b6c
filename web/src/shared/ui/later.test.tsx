import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { show } from '@/test/render'
import { later } from './later'

const Part = ({ name }: { name: string }) => <p>{name}</p>

it('draws a part as soon as it is there, and at once the second time', async () => {
  let asked = 0
  const Later = later<{ name: string }>(async () => {
    asked += 1
    return Part
  })
  const first = render(<Later name="甲" until={<p>等待</p>} />)
  screen.getByText('等待')
  await screen.findByText('甲')
  first.unmount()
  render(<Later name="乙" until={<p>等待</p>} />)
  screen.getByText('乙')
  expect(asked).toBe(1)
})

it('says why a part cannot be loaded, and what to do', async () => {
  const Later = later<{ name: string }>(() => Promise.reject(new Error('gone')))
  show(<Later name="甲" until={<p>等待</p>} />)
  expect((await screen.findByRole('alert')).textContent).toContain('系统更新过的，请重新载入')
  screen.getByRole('button', { name: '重新载入' })
})
