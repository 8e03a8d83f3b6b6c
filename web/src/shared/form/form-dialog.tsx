/** A short form in a layer above the page. Closing with something unsent asks once. */
import Modal from 'antd/es/modal'
import { type ComponentProps, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WriteForm } from './write-form'

type Props<Values extends object> = Omit<ComponentProps<typeof WriteForm<Values>>, 'onCancel' | 'onDirty'> & {
  title: string
  onClose: () => void
  width?: number
}

export function FormDialog<Values extends object>({ title, onClose, width = 560, ...form }: Props<Values>) {
  const { t } = useTranslation()
  const [dirty, setDirty] = useState(false)
  const [asking, setAsking] = useState(false)
  const close = () => (dirty && !form.draft ? setAsking(true) : onClose())
  return (
    <>
      <Modal open title={title} onCancel={close} footer={null} width={width} mask={{ closable: false }} destroyOnHidden>
        <WriteForm<Values>
          {...form}
          onDirty={setDirty}
          onCancel={close}
          onDone={() => {
            form.onDone()
            onClose()
          }}
        />
      </Modal>
      <Modal
        open={asking}
        title={t('form.leaveTitle')}
        okText={t('form.leave')}
        cancelText={t('form.stay')}
        onOk={onClose}
        onCancel={() => setAsking(false)}
      >
        {t('form.leaveText')}
      </Modal>
    </>
  )
}
