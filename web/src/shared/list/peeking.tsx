/** A look at one row after the other beside the list: J, K or the arrows move on, Enter opens, Esc closes. */
import { type ReactNode, useEffect, useRef } from 'react'
import { useKeys } from '../keys'

export type Seen<Row> = {
  /** Absent while it is on its way. */
  row: Row | undefined
  index: number
  total: number
  onMove: (index: number) => void
  onOpen: () => void
  onClose: () => void
}

type Props<Row> = {
  at: number
  total: number
  row: (index: number) => Row | undefined
  onMove: (index: number) => void
  onOpen: (row: Row, index: number) => void
  onClose: () => void
  children: (seen: Seen<Row>) => ReactNode
}

export function Peeking<Row>({ at, total, row, onMove, onOpen, onClose, children }: Props<Row>) {
  const now = row(at)
  const move = (by: number) => {
    if (at + by >= 0 && at + by < total) onMove(at + by)
  }
  const open = () => {
    if (now !== undefined) onOpen(now, at)
  }
  // where the keys were before: there they go back to, at the cell that was moved along
  const from = useRef<HTMLElement | null>(null)
  useEffect(() => {
    from.current = document.querySelector<HTMLElement>('[role=grid]')
    return () => from.current?.focus({ preventScroll: true })
  }, [])
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: open,
    Escape: onClose,
  })
  return children({ row: now, index: at, total, onMove, onOpen: open, onClose })
}
