/** The first step: what the file becomes, whose rows without a unit are, and the file itself, dropped or chosen. */
import InboxOutlined from '@ant-design/icons/es/icons/InboxOutlined'
import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Radio from 'antd/es/radio'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/keys'
import { ImportTargetWords, ImportUploadTitles } from '@/api/labels'
import { UnitPicker } from '@/shared/pick/pickers'
import { DropZone } from '@/shared/ui/drop-zone'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { refresh, type Session, type Target, upload } from './api'
import { Steps } from './steps'
import './imports.css'

type Props = { into: Target; onInto: (into: Target) => void; onDone: (session: Session) => void; onBack: () => void }

export function ImportStart({ into, onInto, onDone, onBack }: Props) {
  const { t } = useTranslation()
  useTitle(t('imports.new'))
  const queries = useQueryClient()
  const [unit, setUnit] = useState<number | null>(null)
  const [sending, setSending] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const take = async (file: File | undefined) => {
    if (!file || sending) return
    setSending(file.name)
    setFailure(null)
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
      <DropZone
        className="import-drop"
        label={ImportUploadTitles.file}
        accept=".xlsx,.xls,.csv"
        onFiles={([file]) => void take(file)}
      >
        {(choose) => (
          <>
            <InboxOutlined className="import-drop-icon" aria-hidden="true" />
            <p role="status">{sending ? t('imports.sending', { name: sending }) : t('imports.drop')}</p>
            <Button type="primary" size="large" loading={sending !== null} onClick={choose}>
              {t('imports.choose')}
            </Button>
            <small>{t('imports.formats')}</small>
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
