import { fireEvent, screen, waitFor } from '@testing-library/react'
import Drawer from 'antd/es/drawer'
import Modal from 'antd/es/modal'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { show } from '@/test/render'
import { useKeys } from './keys'

const tab = vi.fn()
const help = vi.fn()

function Page({ kind }: { kind: 'modal' | 'drawer' }) {
  const [open, setOpen] = useState(false)
  useKeys({ '3': tab, 'Ctrl+Enter': tab, '?': help, 'Ctrl+k': help })
  const close = () => setOpen(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        修改
      </button>
      {open && kind === 'modal' ? <Modal open title="修改基本信息" onCancel={close} cancelText="取消" /> : null}
      {open && kind === 'drawer' ? (
        <Drawer open title="消息" onClose={close}>
          <button type="button" onClick={close}>
            取消
          </button>
        </Drawer>
      ) : null}
    </>
  )
}

describe('keys of a page', () => {
  it.each(['modal', 'drawer'] as const)('rest while a %s lies above it, but for help and commands', async (kind) => {
    tab.mockClear()
    help.mockClear()
    show(<Page kind={kind} />)
    fireEvent.keyDown(document.body, { key: '3' })
    expect(tab).toHaveBeenCalledTimes(1)
    fireEvent.click(screen.getByRole('button', { name: '修改' }))
    const cancel = await screen.findByRole('button', { name: '取消' })
    fireEvent.keyDown(cancel, { key: '3' })
    fireEvent.keyDown(document.body, { key: '3' })
    fireEvent.keyDown(cancel, { key: 'Enter', ctrlKey: true })
    expect(tab).toHaveBeenCalledTimes(1)
    fireEvent.keyDown(cancel, { key: '?' })
    fireEvent.keyDown(cancel, { key: 'k', ctrlKey: true })
    expect(help).toHaveBeenCalledTimes(2)
    fireEvent.click(cancel)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    fireEvent.keyDown(document.body, { key: '3' })
    expect(tab).toHaveBeenCalledTimes(2)
  })
})
