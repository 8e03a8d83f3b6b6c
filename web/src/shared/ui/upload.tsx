/** Files of a form: each is sent when chosen, dropped or photographed; the value of the field is the number it got. */
import DeleteOutlined from '@ant-design/icons/es/icons/DeleteOutlined'
import InboxOutlined from '@ant-design/icons/es/icons/InboxOutlined'
import Button from 'antd/es/button'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body, client } from '@/api/client'
import { newKey } from '@/api/keys'
import { ProblemAlert } from './problem'
import './upload.css'

type Props = {
  id?: string
  value?: number | null
  onChange?: (id: number | null, name?: string) => void
  /** Name of the file that is there already. */
  name?: string | undefined
  /** On a phone the camera is opened. */
  camera?: boolean
}

export async function sendFile(file: File) {
  const form = new FormData()
  form.append('file', file)
  return body(
    client.POST('/api/v1/files', {
      params: { header: { 'Idempotency-Key': newKey() } },
      body: form as never,
      bodySerializer: (given: unknown) => given as FormData,
    }),
  )
}

export function FileField({ id, value, onChange, name, camera }: Props) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [shown, setShown] = useState(name)
  const [busy, setBusy] = useState(false)
  const [over, setOver] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const take = async (file: File | undefined) => {
    if (!file) return
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
      if (input.current) input.current.value = ''
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the button inside is everybody's */}
      <div
        className={`file-field${over ? ' over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('upload.file')}
          {...(camera ? { accept: 'image/*', capture: 'environment' as const } : {})}
          onChange={(event) => void take(event.target.files?.[0])}
        />
        <Button
          {...(id ? { id } : {})}
          icon={<InboxOutlined aria-hidden="true" />}
          loading={busy}
          onClick={() => input.current?.click()}
        >
          {value ? t('upload.another') : camera ? t('upload.photo') : t('upload.choose')}
        </Button>
        {value ? (
          <span className="file-name">
            {shown ?? t('upload.there')}
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={t('upload.remove')}
              onClick={() => {
                setShown(undefined)
                onChange?.(null)
              }}
            />
          </span>
        ) : (
          <small>{t('upload.hint')}</small>
        )}
      </div>
      {failure ? <ProblemAlert error={failure} /> : null}
    </>
  )
}
