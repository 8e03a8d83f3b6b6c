/** How one is told: an address for mails, and what stays inside the system. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Modal from 'antd/es/modal'
import Skeleton from 'antd/es/skeleton'
import { useTranslation } from 'react-i18next'
import { NoticeSettingsInputFields } from '@/api/fields'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { ProblemAlert } from '@/shared/ui/problem'
import { say } from '@/shared/ui/said'
import { type SettingsInput, saveSettings, settingsQuery } from './api'

export function NoticeSettingsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const kept = useQuery({ ...settingsQuery, gcTime: 0 })
  if (!kept.data) {
    return (
      <Modal open title={t('notices.ways')} footer={null} onCancel={onClose}>
        {kept.error ? <ProblemAlert error={kept.error} onRetry={() => void kept.refetch()} /> : <Skeleton active />}
      </Modal>
    )
  }
  const { data, etag } = kept.data
  const values = ({ email, quiet_kinds }: SettingsInput): SettingsInput => ({ email: email ?? null, quiet_kinds })
  return (
    <FormDialog<SettingsInput>
      title={t('notices.ways')}
      fields={NoticeSettingsInputFields}
      initial={values(data)}
      etag={etag}
      submit={t('action.save')}
      onSend={(input, sending) => saveSettings({ ...input, email: input.email || null }, sending.etag)}
      onDone={() => {
        say(t('notices.waysSaved'))
        void queries.invalidateQueries({ queryKey: settingsQuery.queryKey })
      }}
      onClose={onClose}
      fromCurrent={(current) => values(current as SettingsInput)}
    >
      <p className="note">{t('notices.waysText')}</p>
      <Field of={NoticeSettingsInputFields} name="email" autoFocus />
      <Field of={NoticeSettingsInputFields} name="quiet_kinds" required={false} />
    </FormDialog>
  )
}
