/** A secret that is shown once: copied, ticked as kept, and only then closed. */
import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import Modal from 'antd/es/modal'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from './copy'
import './once.css'

type Props = { title: string; text: string; secret: string; onClose: () => void }

export function Once({ title, text, secret, onClose }: Props) {
  const { t } = useTranslation()
  const [kept, setKept] = useState(false)
  const [copied, setCopied] = useState<boolean>()
  return (
    <Modal
      open
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" disabled={!kept} onClick={onClose}>
          {t('once.close')}
        </Button>
      }
    >
      <p>{text}</p>
      <p className="once">
        <code>{secret}</code>
        <Button onClick={() => setCopied(copyText(secret))}>{t('state.copy')}</Button>
      </p>
      <p role="status" className="once-said">
        {copied === undefined ? '' : copied ? t('once.copied') : t('once.copyFailed')}
      </p>
      <p className="warn">{t('once.warning')}</p>
      <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>
        {t('once.kept')}
      </Checkbox>
    </Modal>
  )
}
