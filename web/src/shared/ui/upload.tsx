/** Files of a form: each is sent when chosen, dropped or photographed; the value of the field is the number it got. */
import DeleteOutlined from '@ant-design/icons/es/icons/DeleteOutlined'
import InboxOutlined from '@ant-design/icons/es/icons/InboxOutlined'
import Button from 'antd/es/button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendFile } from '../files'
import { DropZone } from './drop-zone'
import { ProblemAlert } from './problem'

export { sendFile }

type Props = {
  id?: string
  value?: number | null
  onChange?: (id: number | null, name?: string) => void
  /** Name of the file that is there already. */
  name?: string | undefined
  /** On a phone the camera is opened. */
  camera?: boolean
  /** The file is handed over instead of being sent, e.g. to be sent later with its record. */
  onKeep?: (file: File | null) => void
}

export function FileField({ id, value, onChange, name, camera, onKeep }: Props) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(name)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const take = async (file: File | undefined) => {
    if (!file) return
    if (onKeep) {
      setShown(file.name)
      onKeep(file)
      return
    }
    setBusy(true)
    setFailure(null)
    try {
      const sent = await sendFile(file)
      setShown(sent.name)
      onChange?.(sent.id, sent.name)
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const there = Boolean(value) || (onKeep !== undefined && shown !== undefined)
  return (
    <>
      <DropZone className="file-field" label={t('upload.file')} camera={camera} onFiles={([file]) => void take(file)}>
        {(choose) => (
          <>
            <Button {...(id ? { id } : {})} icon={<InboxOutlined aria-hidden="true" />} loading={busy} onClick={choose}>
              {there ? t('upload.another') : camera ? t('upload.photo') : t('upload.choose')}
            </Button>
            {there ? (
              <span className="file-name">
                {shown ?? t('upload.there')}
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined aria-hidden="true" />}
                  aria-label={t('upload.remove')}
                  onClick={() => {
                    setShown(undefined)
                    onKeep?.(null)
                    onChange?.(null)
                  }}
                />
              </span>
            ) : (
              <small>{onKeep ? t('upload.kept') : t('upload.hint')}</small>
            )}
          </>
        )}
      </DropZone>
      {failure ? <ProblemAlert error={failure} /> : null}
    </>
  )
}
