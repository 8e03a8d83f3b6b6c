/** At the foot of a form the words about the field one is in: nothing is told by the mouse alone. */
import { useEffect, useRef, useState } from 'react'

export function HintLine() {
  const line = useRef<HTMLParagraphElement>(null)
  const [hint, setHint] = useState('')
  useEffect(() => {
    const form = line.current?.closest('form')
    if (!form) return
    const look = (event: FocusEvent) => {
      const item = (event.target as HTMLElement).closest('.ant-form-item')
      // a button is no field: what stands there stays, or the button would move away under the finger
      if (item) setHint(item.querySelector('.field-hint')?.textContent ?? '')
    }
    form.addEventListener('focusin', look)
    return () => form.removeEventListener('focusin', look)
  }, [])
  return (
    // said already: the words describe the control
    <p ref={line} className="hint-line" aria-hidden="true">
      {hint}
    </p>
  )
}
