/** What waits on this machine: how many, and what the service refused with its reason and the two ways out. */
import Button from 'antd/es/button'
import { useTranslation } from 'react-i18next'
import { clock } from '../dates'
import { queue, useQueue, type Waiting } from '../queue'
import { ActButton } from './act'
import './unsent.css'

type Props = { of: string; onCorrect?: (item: Waiting) => void }

export function Unsent({ of, onCorrect }: Props) {
  const { t } = useTranslation()
  const { items, sending } = useQueue()
  const mine = items.filter((one) => one.of === of)
  const refused = mine.filter((one) => one.refused)
  const waiting = mine.length - refused.length
  return (
    <div className="unsent">
      <p role="status" className={waiting > 0 ? 'unsent-count' : 'visually-hidden'}>
        {waiting > 0 ? t(sending ? 'queue.sending' : 'queue.waiting', { n: waiting }) : t('queue.none')}
        {waiting > 0 && !sending ? (
          <Button size="small" onClick={() => void queue.flush()}>
            {t('queue.send')}
          </Button>
        ) : null}
      </p>
      {refused.length > 0 ? (
        <section aria-label={t('queue.refused', { n: refused.length })} className="unsent-refused">
          <h2>{t('queue.refused', { n: refused.length })}</h2>
          <ul>
            {refused.map((item) => (
              <li key={item.id}>
                <strong>
                  {item.label} {clock(new Date(item.at))}
                </strong>
                <p role="alert">{item.refused?.detail}</p>
                <p className="unsent-ways">
                  {onCorrect ? <Button onClick={() => onCorrect(item)}>{t('queue.correct')}</Button> : null}
                  <ActButton
                    danger
                    act={() => queue.discard(item.id)}
                    confirm={{ title: t('queue.discardTitle'), text: item.label, ok: t('queue.discard') }}
                  >
                    {t('queue.discard')}
                  </ActButton>
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}
