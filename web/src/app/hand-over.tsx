/** The button of a handover, where the caller may make one; and the words of its room. */
import Button from 'antd/es/button'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/responsibility'
import { useMe } from './me'

addWords('responsibility', words)

const HandoverDialog = lazy(() => import('@/features/responsibility/handover').then((m) => ({ default: m.HandoverDialog })))

export function HandOver() {
  const { t } = useTranslation()
  const me = useMe()
  const [open, setOpen] = useState(false)
  if (!me.data?.can.includes('handover.make')) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('responsibility.handOver')}
      </Button>
      <Suspense fallback={null}>{open ? <HandoverDialog onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  )
}
