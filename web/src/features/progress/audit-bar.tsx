/** For who audits: everything others have handed in, passed in one act. */
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ActButton } from '@/shared/ui/act'
import { say } from '@/shared/ui/said'
import { passReports, type Report, written } from './api'

export function AuditBar({ month, rows }: { month: string; rows: readonly Report[] }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const some = rows.filter((row) => row.can.includes('report.audit'))
  if (some.length === 0) return null
  return (
    <p className="audit-bar">
      <span>{t('progress.toAudit', { n: some.length })}</span>
      <ActButton
        type="primary"
        size="small"
        confirm={{ title: t('progress.passTitle', { n: some.length }), text: t('progress.passText'), ok: t('progress.pass') }}
        act={async (key) => {
          const chosen = some.map((row) => ({ project_id: row.project_id, version: row.version }))
          await passReports(month, chosen, key)
          say(t('progress.passed', { n: some.length }))
        }}
        onDone={() => void written(queries)}
      >
        {t('progress.passAll', { n: some.length })}
      </ActButton>
    </p>
  )
}
