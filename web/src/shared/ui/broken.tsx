/** What stands for a page that could not be loaded or drawn: why, and a press that usually mends it. */
import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import { useTranslation } from 'react-i18next'

export function Broken() {
  const { t } = useTranslation()
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('state.loadFailed')}
      description={t('state.broken')}
      // the whole page: after an update the files it was made of have other names
      action={<Button onClick={() => location.reload()}>{t('state.reload')}</Button>}
    />
  )
}
