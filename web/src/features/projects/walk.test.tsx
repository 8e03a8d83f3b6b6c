import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { show } from '@/test/render'
import { answers, server } from '@/test/server'
import { Walk } from './walk'

const place = (url: URL) => ({ items: [{ id: Number(url.searchParams.get('page')) * 10 }], total: 128, page: 1, per_page: 1 })

describe('on to the neighbours', () => {
  it('says the place, asks for one row at a time, and takes two presses as two steps', async () => {
    const asked: string[] = []
    server.use(
      answers('/projects', (url) => {
        asked.push(url.search)
        return place(url)
      }),
    )
    const go = vi.fn()
    show(<Walk filters={{ stage: 'signed' }} sort="-name" at={2} onGo={go} />)
    expect(await screen.findByRole('navigation', { name: '第3项，共128项' })).toBeTruthy()
    await userEvent.keyboard('kk')
    await waitFor(() => expect(go).toHaveBeenLastCalledWith(10, 0))
    expect(asked.every((one) => one.includes('per_page=1') && one.includes('stage=signed') && one.includes('sort=-name'))).toBe(
      true,
    )
  })

  it('ends with the list', async () => {
    server.use(answers('/projects', (url) => ({ ...place(url), total: 1 })))
    const go = vi.fn()
    show(<Walk filters={{}} sort={undefined} at={0} onGo={go} />)
    expect(await screen.findByRole('navigation', { name: '第1项，共1项' })).toBeTruthy()
    await userEvent.keyboard('jk')
    expect(go).not.toHaveBeenCalled()
    expect((screen.getByRole('button', { name: '下一项' }) as HTMLButtonElement).disabled).toBe(true)
  })
})
