/** Changes of audited facts: old value, new value, reason, proof; in force from the audit on. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { AmendmentTitles, AmendmentViewTitles, AuditStateWords } from '@/api/labels'
import { date } from '@/shared/dates'
import { headline } from '@/shared/money'
import { ActButton } from '@/shared/ui/act'
import { FileLinks } from '@/shared/ui/file-links'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { AmendmentForm } from './amendment-form'
import { amendmentQuery, amendmentsQuery } from './api'
import { AuditButton } from './audit'
import { auditAmendment, recallAmendment, type Schemas, submitAmendment } from './writes'

export function Amendments({ id, can }: { id: number; can: readonly string[] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const list = useQuery(amendmentsQuery(id))
  const [adding, setAdding] = useState(false)
  const renew = () => void client.invalidateQueries({ queryKey: ['projects'] })
  if (list.error) return <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <Skeleton active />
  return (
    <>
      {can.includes('amendment.submit') ? (
        <p className="tab-tools">
          <Button onClick={() => setAdding(true)}>{t('projects.addAmendment')}</Button>
        </p>
      ) : null}
      {list.data.items.length === 0 ? (
        <p className="nothing">{t('projects.noAmendments')}</p>
      ) : (
        <PlainTable
          caption={t('projects.amendments')}
          head={[
            { title: t('projects.amendedFact') },
            { title: AmendmentTitles.old_value },
            { title: AmendmentTitles.new_value },
            { title: AmendmentTitles.reason },
            { title: AmendmentViewTitles.proof },
            { title: AmendmentTitles.state },
            { title: AmendmentTitles.effective_on },
            { title: t('projects.acts') },
          ]}
          rows={list.data.items.map((one) => ({
            key: one.id,
            cells: [
              one.label,
              shown(one.old_value, one.old_name),
              shown(one.new_value, one.new_name),
              one.reason,
              { text: <Proof id={id} part={one.id} /> },
              AuditStateWords[one.state],
              date(one.effective_on),
              { text: <Acts id={id} part={one.id} onDone={renew} /> },
            ],
          }))}
        />
      )}
      {adding ? <AmendmentForm id={id} onDone={renew} onClose={() => setAdding(false)} /> : null}
    </>
  )
}

/** What has no amount and no day is somebody or something with a name. */
const shown = (value: Schemas['AmendedValue'], name: string | null | undefined): string =>
  value.yuan != null ? headline(value.yuan) : value.on != null ? date(value.on) : (name ?? '—')

/** The paper that proves it; asked with what may be done, of which it is a part. */
function Proof({ id, part }: { id: number; part: number }) {
  const proof = useQuery(amendmentQuery(id, part)).data?.data.proof
  return proof ? <FileLinks files={[proof]} small /> : '—'
}

function Acts({ id, part, onDone }: { id: number; part: number; onDone: () => void }) {
  const { t } = useTranslation()
  const one = useQuery(amendmentQuery(id, part))
  const view = one.data?.data
  if (!view) return null
  const ids = { id, part }
  const mine = view.can.includes('amendment.submit')
  return (
    <span className="acts">
      {mine && view.state !== 'submitted' && view.state !== 'passed' ? (
        <ActButton size="small" type="primary" act={(key) => submitAmendment(ids, view.version, key)} onDone={onDone}>
          {t('projects.submit')}
        </ActButton>
      ) : null}
      {mine && view.state === 'submitted' ? (
        <ActButton size="small" act={(key) => recallAmendment(ids, view.version, key)} onDone={onDone}>
          {t('projects.recall')}
        </ActButton>
      ) : null}
      {view.can.includes('amendment.audit') ? (
        <AuditButton
          title={t('projects.auditAmendment')}
          draft={`audit-amendment-${view.id}`}
          files={view.proof ? [view.proof] : []}
          etag={tagOf(view)}
          onAudit={(input, sending) => auditAmendment(ids, input, sending)}
          onDone={onDone}
        />
      ) : null}
    </span>
  )
}
