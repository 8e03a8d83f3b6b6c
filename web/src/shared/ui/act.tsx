/** A write without a form: one key until it succeeded, a button that waits, what was refused in a layer with its reasons. */
import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Modal from 'antd/es/modal'
import { type ComponentProps, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/keys'
import { type Faster, inWords, isStale, whoWasFaster } from '../stale'
import { ProblemAlert } from './problem'

type Props = Omit<ComponentProps<typeof Button>, 'onClick' | 'loading'> & {
  /** Does it; the key goes into Idempotency-Key. */
  act: (key: string) => Promise<unknown>
  onDone?: () => void
  /** Asked before acts that cannot be undone. */
  confirm?: { title: string; text?: ReactNode; ok: string }
}

export function ActButton({ act, onDone, confirm, ...button }: Props) {
  const { t } = useTranslation()
  const key = useRef(newKey())
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [faster, setFaster] = useState<{ told: Faster | null } | null>(null)
  const queries = useQueryClient()
  // read anew only when what happened was read: the button, and this layer with it, may then be gone
  const look = () => {
    setFaster(null)
    void queries.invalidateQueries()
  }
  const run = async () => {
    setAsking(false)
    setBusy(true)
    try {
      await act(key.current)
      key.current = newKey()
      onDone?.()
    } catch (error) {
      if (isStale(error)) setFaster({ told: await whoWasFaster(error) })
      else setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button {...button} loading={busy} onClick={() => (confirm ? setAsking(true) : void run())} />
      {confirm && asking ? (
        <Modal
          open
          title={confirm.title}
          okText={confirm.ok}
          cancelText={t('action.cancel')}
          onOk={() => void run()}
          onCancel={() => setAsking(false)}
        >
          {confirm.text}
        </Modal>
      ) : null}
      {faster ? (
        <Modal
          open
          title={inWords(faster.told)}
          footer={
            <Button type="primary" onClick={look}>
              {t('stale.show')}
            </Button>
          }
          onCancel={look}
        >
          <p>{t('stale.look')}</p>
        </Modal>
      ) : null}
      {failure ? (
        <Modal
          open
          title={t('state.failed')}
          footer={<Button onClick={() => setFailure(null)}>{t('action.close')}</Button>}
          onCancel={() => setFailure(null)}
        >
          <ProblemAlert error={failure} />
        </Modal>
      ) : null}
    </>
  )
}
