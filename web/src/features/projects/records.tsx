/** Stage records: what was claimed for each stage, with its evidence and its audits. */

import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { AuditStateWords, StageWords } from '@/api/labels'
import { date, instant } from '@/shared/dates'
import { headline } from '@/shared/money'
import { ActButton } from '@/shared/ui/act'
import { Blocking } from '@/shared/ui/blocking'
import { FileLinks } from '@/shared/ui/file-links'
import { Glance } from '@/shared/ui/glance'
import { AuditButton } from './audit'
import { auditRecord, recallRecord, type Schemas, submitRecord } from './writes'

type Props = { id: number; lifecycle: Schemas['LifecycleView'] }

export function Records({ id, lifecycle }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const renew = () => void client.invalidateQueries({ queryKey: ['projects'] })
  if (lifecycle.records.length === 0) return <p className="nothing">{t('projects.noRecords')}</p>
  return (
    <ol className="records">
      {[...lifecycle.records].reverse().map((record) => {
        const part = { id, part: record.id }
        const submits = record.can.includes('stage.submit')
        return (
          <li key={record.id} className={record.superseded_at ? 'past' : undefined}>
            <h3>
              {StageWords[record.stage]} <span className="mark">{AuditStateWords[record.state]}</span>
              {record.superseded_at ? <span className="mark">{t('projects.past')}</span> : null}
            </h3>
            <p>
              {t('project.claimed', { on: date(record.claimed_on) })}
              {record.audited_on ? `，${t('projects.auditedOn', { on: date(record.audited_on) })}` : ''}
              {record.note ? `。${record.note}` : ''}
            </p>
            <Glance facts={record.fact_list.map((fact) => [fact.label, fact.choice ?? shownFact(fact.field, fact.value)])} />
            <FileLinks files={record.evidence} small />
            {submits && record.missing.length > 0 ? <Blocking items={record.missing} /> : null}
            {record.opinions.map((one) => (
              <p key={one.given_at} className="opinion">
                {instant(one.given_at)} {AuditStateWords[one.result]}：{one.opinion}
              </p>
            ))}
            <span className="acts">
              {submits && record.state !== 'submitted' && record.state !== 'passed' ? (
                <ActButton size="small" act={(key) => submitRecord(part, record.version, key)} onDone={renew}>
                  {t('projects.submit')}
                </ActButton>
              ) : null}
              {submits && record.state === 'submitted' ? (
                <ActButton size="small" act={(key) => recallRecord(part, record.version, key)} onDone={renew}>
                  {t('projects.recall')}
                </ActButton>
              ) : null}
              {record.can.includes('stage.audit') ? (
                <AuditButton
                  title={t('projects.auditRecord', { stage: StageWords[record.stage] })}
                  signs={record.stage === 'signed'}
                  draft={`audit-record-${record.id}`}
                  files={record.evidence}
                  etag={tagOf(record)}
                  onAudit={(input, sending) => auditRecord(part, input, sending)}
                  onDone={renew}
                />
              ) : null}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/** Amounts are kept in yuan and read in 万元 or 亿元, as everywhere. */
const shownFact = (name: string, value: unknown): string =>
  name.endsWith('_yuan') && typeof value === 'number' ? headline(value) : String(value)
