import { render, screen } from '@testing-library/react'
import { Component, type ReactNode } from 'react'
import { expect, it } from 'vitest'
import { later } from './later'

class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override render() {
    return this.state.failed ? <p>失败</p> : this.props.children
  }
}
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

it('says to the boundary around it that a part cannot be loaded', async () => {
  const Later = later<{ name: string }>(() => Promise.reject(new Error('gone')))
  render(
    <Boundary>
      <Later name="甲" until={<p>等待</p>} />
    </Boundary>,
  )
  await screen.findByText('失败')
})
