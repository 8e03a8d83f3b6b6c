/** All that waits on this machine, in the order it goes: what was written, why it still waits, and the ways out. */
import Button from 'antd/es/button'
import Modal from 'antd/es/modal'
import { useTranslation } from 'react-i18next'
import { instant } from '../dates'
import { queue, type Waiting } from '../queue'
import { ActButton } from './act'
import './unsent.css'

type Props = { items: readonly Waiting[]; sending: boolean; onCorrect: (item: Waiting) => void; onClose: () => void }

/** What a record says, whatever its kind calls it. */
const textOf = ({ body }: Waiting): string => String(body['text'] ?? body['said'] ?? body['note'] ?? '')

export function UnsentList({ items, sending, onCorrect, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      open
      title={t('queue.list')}
      onCancel={onClose}
      footer={
        <Button type="primary" disabled={sending || !items.some((one) => !one.refused)} onClick={() => void queue.flush()}>
          {t('queue.send')}
        </Button>
      }
    >
      {items.length === 0 ? <p role="status">{t('queue.none')}</p> : <p className="note">{t('queue.listHint')}</p>}
      <ol className="unsent-list">
        {items.map((item) => (
          <li key={item.id}>
            <strong>{item.label}</strong>
            <small>
              {instant(new Date(item.at).toISOString())} {item.refused ? '' : t('queue.waits')}
            </small>
            <p>{textOf(item)}</p>
            {item.refused ? (
              <div role="alert" className="unsent-why">
                <p>{item.refused.detail}</p>
                {item.refused.errors?.map((one) => (
                  <p key={one.pointer}>{one.message}</p>
                ))}
              </div>
            ) : null}
            <p className="unsent-ways">
              {item.refused ? <Button onClick={() => onCorrect(item)}>{t('queue.correct')}</Button> : null}
              <ActButton
                danger
                disabled={sending && !item.refused}
                act={() => queue.discard(item.id)}
                confirm={{ title: t('queue.discardTitle'), text: item.label, ok: t('queue.discard') }}
              >
                {t('queue.discard')}
              </ActButton>
            </p>
          </li>
        ))}
      </ol>
    </Modal>
  )
}
