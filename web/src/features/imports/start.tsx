/** The first step: what files become, whose rows without a unit are, and the files themselves, dropped or chosen. */
import InboxOutlined from '@ant-design/icons/es/icons/InboxOutlined'
import { useQueryClient } from '@tanstack/react-query'
import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import Radio from 'antd/es/radio'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/keys'
import { ImportTargetWords, ImportUploadTitles } from '@/api/labels'
import { UnitPicker } from '@/shared/pick/pickers'
import { DropZone } from '@/shared/ui/drop-zone'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { refresh, type Session, type Target, upload } from './api'
import { ACCEPTED, drop, isFinished, MOST_FILES, sorted, useDrop } from './drop'
import { FileList } from './file-list'
import { Steps } from './steps'
import './imports.css'

type Props = {
  into: Target
  onInto: (into: Target) => void
  onDone: (session: Session) => void
  onBack: () => void
  linkTo: (session: Session, text: ReactNode) => ReactNode
}
type Left = { what: 'wrong'; names: string } | { what: 'many'; n: number }

export function ImportStart({ into, onInto, onDone, onBack, linkTo }: Props) {
  const { t } = useTranslation()
  useTitle(t('imports.new'))
  const queries = useQueryClient()
  const [unit, setUnit] = useState<number | null>(null)
  const [sending, setSending] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const lines = useDrop()
  const [left, setLeft] = useState<Left | null>(null)
  useEffect(() => drop.onRead(() => void refresh(queries)), [queries])
  const take = (files: File[]) => {
    if (sending) return
    setLeft(null)
    setFailure(null)
    const over = lines.every(isFinished)
    const [only] = files
    if (only && files.length === 1 && over) {
      drop.clear()
      void one(only)
      return
    }
    const { right, wrong } = sorted(files)
    if (right.length > MOST_FILES) setLeft({ what: 'many', n: right.length })
    else if (wrong.length > 0) setLeft({ what: 'wrong', names: wrong.map((file) => file.name).join('、') })
    if (right.length === 0 || right.length > MOST_FILES) return
    if (over) drop.clear()
    drop.add(right, { into, unit })
  }
  const one = async (file: File) => {
    setSending(file.name)
    try {
      const session = await upload(file, into, unit, newKey())
      await refresh(queries)
      onDone(session)
    } catch (error) {
      setFailure(error)
    } finally {
      setSending(null)
    }
  }
  return (
    <div className="import-page">
      <header className="page-head">
        <h1>{t('imports.new')}</h1>
        <div className="page-actions">
          <Button onClick={onBack}>{t('imports.back')}</Button>
        </div>
      </header>
      <Steps at="file" />
      {failure ? <ProblemAlert error={failure} title={t('imports.unreadable')} /> : null}
      {left ? (
        <Alert
          type="warning"
          showIcon
          title={
            left.what === 'many'
              ? t('imports.files.many', { n: left.n, most: MOST_FILES })
              : t('imports.files.wrong', { names: left.names })
          }
        />
      ) : null}
      {lines.length > 0 ? <FileList lines={lines} options={{ into, unit }} linkTo={linkTo} /> : null}
      <DropZone
        className={lines.length > 0 ? 'import-drop more' : 'import-drop'}
        label={ImportUploadTitles.file}
        accept={ACCEPTED}
        multiple
        onFiles={take}
      >
        {(choose) => (
          <>
            <InboxOutlined className="import-drop-icon" aria-hidden="true" />
            <p role="status">
              {sending ? t('imports.sending', { name: sending }) : t(lines.length > 0 ? 'imports.dropMore' : 'imports.drop')}
            </p>
            <Button type="primary" size="large" loading={sending !== null} onClick={choose}>
              {t('imports.choose')}
            </Button>
            <small>{t('imports.formats', { most: MOST_FILES })}</small>
          </>
        )}
      </DropZone>
      <section className="import-options" aria-label={t('imports.options')}>
        <div>
          <span id="import-into">{ImportUploadTitles.into}</span>
          <Radio.Group
            aria-labelledby="import-into"
            value={into}
            onChange={(event) => onInto(event.target.value as Target)}
            options={Object.entries(ImportTargetWords).map(([value, label]) => ({ value, label }))}
          />
        </div>
        <div>
          <span>{ImportUploadTitles.lead_unit_id}</span>
          <span className="import-unit">
            <UnitPicker
              aria-label={ImportUploadTitles.lead_unit_id}
              placeholder={t('imports.ownUnit')}
              value={unit}
              onChange={(id) => setUnit(id)}
            />
          </span>
        </div>
      </section>
    </div>
  )
}
