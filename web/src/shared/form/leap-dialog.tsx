/** Asks once whether an amount really became ten times larger or smaller. */
import Modal from 'antd/es/modal'
import { useTranslation } from 'react-i18next'
import { wan } from '../money'
import type { Leap } from './leap'

type Props = { leaps: readonly Leap[]; onOk: () => void; onCancel: () => void }

export function LeapDialog({ leaps, onOk, onCancel }: Props) {
  const { t } = useTranslation()
  const amount = (yuan: number): string => `${wan(yuan)}${t('money.unit')}`
  return (
    <Modal
      open
      title={t('leap.title')}
      okText={t('leap.ok')}
      cancelText={t('leap.back')}
      cancelButtonProps={{ autoFocus: true }}
      onOk={onOk}
      onCancel={onCancel}
    >
      {leaps.map(({ title, from, to }) => (
        <p key={title}>{t('leap.text', { title, from: amount(from), to: amount(to) })}</p>
      ))}
    </Modal>
  )
}
