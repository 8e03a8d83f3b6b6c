import Modal from 'antd/es/modal'
import { useTranslation } from 'react-i18next'

const KEYS = [
  ['/', 'search'],
  ['?', 'help'],
  ['Ctrl+K', 'commands'],
  ['n', 'create'],
  ['m', 'move'],
  ['e', 'edit'],
  ['1 – 9', 'tabs'],
  ['F2', 'cell'],
  ['Space', 'peek'],
  ['x', 'tick'],
  ['J / K', 'inbox'],
  ['J / K, Alt+↓ / ↑', 'walk'],
  ['Ctrl+C', 'copy'],
  ['Ctrl+Enter', 'submit'],
  ['Esc', 'close'],
] as const

export function HelpKeys({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal open title={t('keys.title')} footer={null} onCancel={onClose}>
      <dl className="keys-list">
        {KEYS.map(([key, label]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.${label}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="note">{t('keys.toggle')}</p>
    </Modal>
  )
}
