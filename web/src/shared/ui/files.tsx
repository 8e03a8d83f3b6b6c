/** Several files of a form, e.g. the proof of one fact: each is sent when chosen, dropped or photographed. */
import DeleteOutlined from '@ant-design/icons/es/icons/DeleteOutlined'
import InboxOutlined from '@ant-design/icons/es/icons/InboxOutlined'
import Button from 'antd/es/button'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from './problem'
import { sendFile } from './upload'
import './upload.css'

type Props = { id?: string; value?: number[]; onChange?: (ids: number[]) => void }

export function FilesField({ id, value = [], onChange }: Props) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [names, setNames] = useState<ReadonlyMap<number, string>>(new Map())
  const [busy, setBusy] = useState(false)
  const [over, setOver] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const take = async (files: FileList | null) => {
    if (!files?.length) return
    setBusy(true)
    setFailure(null)
    const sent = new Map(names)
    let ids = value
    try {
      for (const file of files) {
        const one = await sendFile(file)
        sent.set(one.id, one.name)
        ids = [...ids, one.id]
      }
    } catch (error) {
      setFailure(error)
    } finally {
      // what was sent before one failed is kept
      setNames(sent)
      if (ids !== value) onChange?.(ids)
      setBusy(false)
      if (input.current) input.current.value = ''
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files)
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
          multiple
          hidden
          aria-label={t('upload.file')}
          onChange={(event) => void take(event.target.files)}
        />
        <Button {...(id ? { id } : {})} icon={<InboxOutlined />} loading={busy} onClick={() => input.current?.click()}>
          {value.length > 0 ? t('upload.more') : t('upload.choose')}
        </Button>
        {value.length === 0 ? <small>{t('upload.hint')}</small> : null}
        {value.map((file) => (
          <span key={file} className="file-name">
            {names.get(file) ?? t('upload.there')}
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={`${t('upload.remove')} ${names.get(file) ?? ''}`}
              onClick={() => onChange?.(value.filter((other) => other !== file))}
            />
          </span>
        ))}
      </div>
      {failure ? <ProblemAlert error={failure} /> : null}
    </>
  )
}
