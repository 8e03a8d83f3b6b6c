/** What is behind the sign-in: the pages, and above them the sign-in again when the session ends under an open page. */
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import App from 'antd/es/app'
import Modal from 'antd/es/modal'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { session } from '@/api/session'
import { queryClient } from './query-client'
import { router } from './router'
import { SignInForm } from './sign-in'

dayjs.locale('zh-cn')

export function Signed() {
  const { t } = useTranslation()
  const state = useSyncExternalStore(session.subscribe, session.get)
  useEffect(() => () => queryClient.clear(), []) // the next person sees nothing of the one before
  return (
    <App component={false}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Modal
          open={state.kind === 'expired'}
          title={t('signIn.expiredTitle')}
          footer={null}
          closable={false}
          mask={{ closable: false }}
          keyboard={false}
          destroyOnHidden
        >
          <p className="note">{t('signIn.expired')}</p>
          {state.kind === 'expired' ? <SignInForm username={state.username} /> : null}
        </Modal>
      </QueryClientProvider>
    </App>
  )
}
