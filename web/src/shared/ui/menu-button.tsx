/** A button with a menu under it. The menu's own code is loaded with the first press: most people never open one. */
import type { MenuProps } from 'antd/es/menu'
import { cloneElement, lazy, type ReactElement, Suspense, useState } from 'react'

const Dropdown = lazy(() => import('antd/es/dropdown'))

type Trigger = ReactElement<{ onClick?: () => void; 'aria-haspopup'?: 'menu'; 'aria-expanded'?: boolean }>

export function MenuButton({ menu, children }: { menu: MenuProps; children: Trigger }) {
  const [wanted, setWanted] = useState(false)
  const [open, setOpen] = useState(false)
  const button = cloneElement(children, { 'aria-haspopup': 'menu', 'aria-expanded': open })
  if (!wanted) {
    const first = () => {
      setWanted(true)
      setOpen(true)
    }
    return cloneElement(button, { onClick: first })
  }
  return (
    <Suspense fallback={button}>
      <Dropdown trigger={['click']} autoFocus open={open} onOpenChange={setOpen} menu={menu}>
        {button}
      </Dropdown>
    </Suspense>
  )
}
