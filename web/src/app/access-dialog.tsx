/** My roles and what they reach, from the account menu. */
import Modal from 'antd/es/modal'
import { useTranslation } from 'react-i18next'
import type { components } from '@/api/schema'
import { Access } from '@/features/people/access'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/people'

addWords('people', words)

export function AccessDialog({ me, onClose }: { me: components['schemas']['Me']; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal open title={t('people.access.title')} footer={null} width={820} onCancel={onClose}>
      <Access me={me} />
    </Modal>
  )
}
