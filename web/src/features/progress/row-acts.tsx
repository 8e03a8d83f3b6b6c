/** What may be done with one report: taken back by who handed it in, passed or sent back by who audits. */

import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { MonthlyAuditInputFields as F } from '@/api/fields'
import { DraftMark } from '@/shared/form/draft-mark'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { ActButton } from '@/shared/ui/act'
import { say } from '@/shared/ui/said'
import { auditReport, type Report, recallReport, type Schemas, written } from './api'

export function RowActs({ row }: { row: Report }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [auditing, setAuditing] = useState(false)
  const renew = () => void written(queries)
  const draft = `report-audit-${row.project_id}-${row.month}`
  const of = (title: string) => t('progress.of', { name: row.project_name, title })
  return (
    <>
      {row.state === 'submitted' && row.can.includes('report.submit') ? (
        <ActButton
          size="small"
          type="link"
          className="in-text"
          aria-label={of(t('progress.recall'))}
          act={(key) => recallReport(row, key)}
          onDone={renew}
        >
          {t('progress.recall')}
        </ActButton>
      ) : null}
      {row.can.includes('report.audit') ? (
        <>
          <Button
            size="small"
            type="link"
            className="in-text"
            aria-label={of(t('progress.audit'))}
            onClick={() => setAuditing(true)}
          >
            {t('progress.audit')}
          </Button>
          <DraftMark name={draft} />
        </>
      ) : null}
      {auditing ? (
        <FormDialog<Schemas['MonthlyAuditInput']>
          title={of(t('progress.audit'))}
          fields={F}
          initial={{}}
          etag={tagOf(row)}
          draft={draft}
          submit={t('progress.audit')}
          onSend={async (values, sending) => {
            await auditReport(row, values, sending)
            say(t('progress.audited'))
          }}
          onDone={renew}
          onClose={() => setAuditing(false)}
        >
          <Field of={F} name="result" />
          <Field of={F} name="opinion" />
        </FormDialog>
      ) : null}
    </>
  )
}
