/** Signing out with something unsent: it stays for the next time, or goes, as its writer says. */
import Button from 'antd/es/button'
import Modal from 'antd/es/modal'
import { useTranslation } from 'react-i18next'
import { signOut } from '@/api/session'
import { queue, useQueue } from '@/shared/queue'

export function LeaveDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { items } = useQueue()
  const drop = async () => {
    for (const item of items) await queue.discard(item.id)
    await signOut()
  }
  return (
    <Modal
      open
      title={t('queue.leaveTitle', { n: items.length })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('queue.stay')}</Button>
          <Button danger onClick={() => void drop()}>
            {t('queue.leaveDrop')}
          </Button>
          <Button type="primary" onClick={() => void signOut()}>
            {t('queue.leaveKeep')}
          </Button>
        </>
      }
    >
      <p>{t('queue.leaveText')}</p>
      <ul>
        {items.map((item) => (
          <li key={item.id}>{item.label}</li>
        ))}
      </ul>
    </Modal>
  )
}
