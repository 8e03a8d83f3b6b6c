/**
 * Which of the columns that scroll are in sight. The others are not drawn: a row then costs what is seen of it, however many
 * columns somebody has chosen.
 */
import { type RefObject, useLayoutEffect, useState } from 'react'

export type Span = { from: number; to: number }

const ALL: Span = { from: 0, to: Number.MAX_SAFE_INTEGER }
type Wide = { width: number; pinned?: boolean }

/** The columns seen in a box that is scrolled by `left`, and one more on either side; all where the box has no size yet. */
export function inSight(columns: readonly Wide[], left: number, width: number): Span {
  if (width <= 0) return ALL
  const scrolling = columns.findIndex((column) => !column.pinned)
  // the frozen ones stand before what scrolls and cover it
  const covered = columns.slice(0, Math.max(0, scrolling)).reduce((sum, column) => sum + column.width, 0)
  let from = columns.length
  let to = -1
  let x = 0
  for (const [c, column] of columns.entries()) {
    const end = x + column.width
    if (end > left + covered && x < left + width) {
      from = Math.min(from, c)
      to = c
    }
    x = end
  }
  return { from: from - 1, to: to + 1 }
}

export const isDrawn = (span: Span, column: Wide, index: number): boolean =>
  column.pinned === true || (index >= span.from && index <= span.to)

/** The same, kept up to date while the box is scrolled sideways, resized or given other columns. */
export function useSpan(box: RefObject<HTMLElement | null>, columns: readonly Wide[]): Span {
  const [span, setSpan] = useState(ALL)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    let width = element.clientWidth
    const look = () => {
      const now = inSight(columns, element.scrollLeft, width)
      setSpan((old) => (old.from === now.from && old.to === now.to ? old : now))
    }
    look()
    const resized = new ResizeObserver(() => {
      width = element.clientWidth
      look()
    })
    resized.observe(element)
    // before the rows are drawn anew: asked after it, the browser would have to lay them out to answer
    element.addEventListener('scroll', look, { passive: true, capture: true })
    return () => {
      resized.disconnect()
      element.removeEventListener('scroll', look, { capture: true })
    }
  }, [box, columns])
  return span
}
