/**
 * The box of a grid ends with a whole row: what is left over of its height stays free below it. And a row that is walked to
 * comes to stand between the head and the row of sums, which lie over the rows.
 */
import { type RefObject, useLayoutEffect, useMemo } from 'react'

const heightOf = (box: HTMLElement, part: string): number => box.querySelector<HTMLElement>(part)?.offsetHeight ?? 0

export function useWholeRows(box: RefObject<HTMLElement | null>, rowHeight: number): { reveal: (row: number) => void } {
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    let left = 0
    const settle = () => {
      // the free strip belongs to the height there is: it is the same whatever strip was chosen before
      const rows = element.clientHeight + left - heightOf(element, '.grid-head') - heightOf(element, '.grid-foot')
      const next = rows > rowHeight ? Math.floor(rows) % rowHeight : 0
      if (next === left) return
      left = next
      element.style.marginBottom = `${left}px`
    }
    settle()
    const resized = new ResizeObserver(settle)
    resized.observe(element)
    // the sums come later than the rows
    const sums = new MutationObserver(settle)
    sums.observe(element, { childList: true })
    return () => {
      resized.disconnect()
      sums.disconnect()
      element.style.marginBottom = ''
    }
  }, [box, rowHeight])
  return useMemo(
    () => ({
      reveal: (row: number) => {
        const element = box.current
        if (!element) return
        const room = element.clientHeight - heightOf(element, '.grid-head') - heightOf(element, '.grid-foot')
        const top = row * rowHeight
        if (top < element.scrollTop || room < rowHeight) element.scrollTop = top
        else if (top + rowHeight > element.scrollTop + room) element.scrollTop = top + rowHeight - room
      },
    }),
    [box, rowHeight],
  )
}
