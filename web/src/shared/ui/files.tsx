/** Several files of a form, e.g. the proof of one fact: each is sent when chosen, dropped or photographed. */
import DeleteOutlined from '@ant-design/icons/es/icons/DeleteOutlined'
import InboxOutlined from '@ant-design/icons/es/icons/InboxOutlined'
import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOffline } from '@/api/errors'
import { DropZone } from './drop-zone'
import { ProblemAlert } from './problem'
import { sendFile } from './upload'

type Props = {
  id?: string
  value?: number[]
  onChange?: (ids: number[]) => void
  /** Names of files that are there already. */
  known?: readonly { id: number; name: string }[] | undefined
  /** What to do while there is no network, where the rest can wait on this machine and a file cannot. */
  offline?: string
}

export function FilesField({ id, value = [], onChange, known = [], offline }: Props) {
  const { t } = useTranslation()
  const [names, setNames] = useState<ReadonlyMap<number, string>>(() => new Map(known.map((one) => [one.id, one.name])))
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const take = async (files: File[]) => {
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
    }
  }
  return (
    <>
      <DropZone className="file-field" label={t('upload.file')} multiple onFiles={(files) => void take(files)}>
        {(choose) => (
          <>
            <Button {...(id ? { id } : {})} icon={<InboxOutlined aria-hidden="true" />} loading={busy} onClick={choose}>
              {value.length > 0 ? t('upload.more') : t('upload.choose')}
            </Button>
            {value.length === 0 ? <small>{t('upload.hint')}</small> : null}
            {value.map((file) => (
              <span key={file} className="file-name">
                {names.get(file) ?? t('upload.there')}
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined aria-hidden="true" />}
                  aria-label={`${t('upload.remove')} ${names.get(file) ?? ''}`}
                  onClick={() => onChange?.(value.filter((other) => other !== file))}
                />
              </span>
            ))}
          </>
        )}
      </DropZone>
      {offline && isOffline(failure) ? (
        <Alert type="warning" showIcon role="alert" title={offline} />
      ) : failure ? (
        <ProblemAlert error={failure} />
      ) : null}
    </>
  )
}
