/** Name, unit and minute over what one looks at: a photograph of the screen says whose it was. */
import Watermark from 'antd/es/watermark'
import { type ReactNode, useEffect, useState } from 'react'
import type { components } from '@/api/schema'
import { instant } from '@/shared/dates'
import { useSoon } from '@/shared/soon'

export function Watermarked({ me, children }: { me: components['schemas']['Me'] | undefined; children: ReactNode }) {
  const soon = useSoon()
  const [now, setNow] = useState(() => new Date().toISOString())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <Watermark
      className="watermarked"
      // antd hides what runs over, which makes a scroller of it: nothing inside would stick to the edge of the page
      style={{ overflow: 'clip' }}
      content={me && soon ? [`${me.name} ${me.user?.unit_name ?? ''}`, instant(now)] : ''}
      font={{ color: 'rgba(28,38,56,0.06)', fontSize: 13 }}
      gap={[160, 140]}
      inherit={false}
    >
      {children}
    </Watermark>
  )
}
