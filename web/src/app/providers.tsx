/** Theme, language and the gate of the session around everything. */
import LoadingOutlined from '@ant-design/icons/es/icons/LoadingOutlined'
import ConfigProvider from 'antd/es/config-provider'
import zhCN from 'antd/es/locale/zh_CN'
import { useMemo } from 'react'
import { I18nextProvider } from 'react-i18next'
import { i18n } from '@/i18n'
import { useNarrow } from '@/shared/narrow'
import { apply, scaleOf, useTextSize } from '@/shared/preferences'
import { Gate } from './gate'
import { themeOf } from './theme'

apply()

// without a motion of its own: on a busy machine antd's icon waits for the end of a transition that never began, and stays
const BUTTON = { autoInsertSpace: false, loadingIcon: <LoadingOutlined aria-hidden="true" /> }

export function Providers() {
  const size = useTextSize()
  const phone = useNarrow()
  const theme = useMemo(() => themeOf(scaleOf(size), phone), [size, phone])
  return (
    <I18nextProvider i18n={i18n}>
      <ConfigProvider theme={theme} locale={zhCN} button={BUTTON} componentSize="middle">
        <Gate />
      </ConfigProvider>
    </I18nextProvider>
  )
}
