/** The box of a row. It is no tab stop of its own: the grid has one, and a key for it. */
import { useEffect, useRef } from 'react'
import type { TickProps } from '../grid/ticks'
import './tick.css'

export function Tick({ label, on, some = false, onTick }: TickProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = some && !on
  }, [some, on])
  return (
    <input
      ref={box}
      type="checkbox"
      className="grid-tick"
      tabIndex={-1}
      aria-label={label}
      checked={on}
      onChange={(event) => onTick((event.nativeEvent as MouseEvent).shiftKey === true)}
      // the grid keeps the keys: a box that takes the focus would take Space from it
      onPointerUp={(event) => event.currentTarget.closest<HTMLElement>('[role=grid]')?.focus({ preventScroll: true })}
      onKeyDown={(event) => event.key === ' ' && event.preventDefault()}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  )
}
