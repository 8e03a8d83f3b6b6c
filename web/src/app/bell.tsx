/** The bell of the frame: how many notices are not read, and the list of them; keeps the page up to date meanwhile. */
import BellOutlined from '@ant-design/icons/es/icons/BellOutlined'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inboxCounts } from '@/features/inbox/api'
import { useLive } from './live'
import { useOpenPlace } from './open-place'

const NoticesDrawer = lazy(() => import('./notices-drawer').then((m) => ({ default: m.NoticesDrawer })))

export function Bell() {
  const { t } = useTranslation()
  const counts = useQuery(inboxCounts)
  const [open, setOpen] = useState(false)
  const go = useOpenPlace()
  useLive()
  const unread = counts.data?.unread_notices ?? 0
  return (
    <>
      <button
        type="button"
        className="icon-button bell"
        aria-label={unread > 0 ? t('header.noticesUnread', { n: unread }) : t('header.notices')}
        title={t('header.notices')}
        onClick={() => setOpen(true)}
      >
        <BellOutlined aria-hidden="true" />
        {unread > 0 ? <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span> : null}
      </button>
      <Suspense fallback={null}>{open ? <NoticesDrawer onOpen={go} onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  )
}
