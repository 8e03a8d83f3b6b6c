/** What nobody waits for is drawn a moment after what somebody does, when the first page opens; at once from then on. */
import { useEffect, useState } from 'react'

const MOMENT_MS = 1_000

/** A hook of its own beginning; the application has one, a test makes another. */
export function soonAfterBegin(): () => boolean {
  let passed = false
  return function useSoon() {
    const [now, setNow] = useState(passed)
    useEffect(() => {
      if (now) return
      const timer = setTimeout(() => {
        passed = true
        setNow(true)
      }, MOMENT_MS)
      return () => clearTimeout(timer)
    }, [now])
    return now
  }
}

export const useSoon = soonAfterBegin()

/** How long nothing stands where something is coming: a skeleton that flashes costs more than it says (handbook §4.1). */
const LATE_MS = 200

/** Whether what is waited for takes so long that its shape has to be shown. */
export function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!waiting) return setLate(false)
    const timer = setTimeout(() => setLate(true), LATE_MS)
    return () => clearTimeout(timer)
  }, [waiting])
  return waiting && late
}
