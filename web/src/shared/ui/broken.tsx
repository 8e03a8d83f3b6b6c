/** What stands for a page that could not be loaded or drawn: why, and a press that usually mends it. */
import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import { useTranslation } from 'react-i18next'

export function Broken({ reset }: { reset?: () => void }) {
  const { t } = useTranslation()
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('state.loadFailed')}
      description={
        <>
          <p>{t('state.broken')}</p>
          {/* without a network a reload would end the application: it stands last, for after an update, when files have other names */}
          <div className="broken-ways">
            {reset ? (
              <Button type="primary" onClick={reset}>
                {t('state.retry')}
              </Button>
            ) : null}
            <Button onClick={() => history.back()}>{t('state.back')}</Button>
            <Button type="link" onClick={() => location.reload()}>
              {t('state.reload')}
            </Button>
          </div>
        </>
      }
    />
  )
}
