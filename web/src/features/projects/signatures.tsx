/** The papers that were signed: how strong each is, what it counts, how far its audit is; a repeated signing is answered here. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { RepeatAnswerInputFields as R } from '@/api/fields'
import { AuditStateWords, PaperPurposeWords, SignatureKindWords, SignatureTitles, StrengthWords } from '@/api/labels'
import { date } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { exact, wan } from '@/shared/money'
import { ActButton } from '@/shared/ui/act'
import { Blocking, type BlockingItem, RepairBy } from '@/shared/ui/blocking'
import { FileLinks } from '@/shared/ui/file-links'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { signatureQuery, signaturesQuery } from './api'
import { AuditButton } from './audit'
import { SignatureForm } from './signature-form'
import { answerRepeat, auditSignature, recallSignature, type Schemas, submitSignature } from './writes'

export function Signatures({ id, can }: { id: number; can: readonly string[] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const list = useQuery(signaturesQuery(id))
  const [adding, setAdding] = useState(false)
  const [open, setOpen] = useState<number | null>(null)
  const renew = () => void client.invalidateQueries({ queryKey: ['projects'] })
  if (list.error) return <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <Skeleton active />
  const rows = list.data.items
  return (
    <>
      {can.includes('signature.submit') ? (
        <p className="tab-tools">
          <Button onClick={() => setAdding(true)}>{t('projects.addSignature')}</Button>
        </p>
      ) : null}
      {rows.length === 0 ? (
        <p className="nothing">{t('projects.noSignatures')}</p>
      ) : (
        <PlainTable
          caption={t('projects.signatures')}
          head={[
            { title: SignatureTitles.signed_on },
            { title: SignatureTitles.strength },
            { title: SignatureTitles.kind },
            { title: `${SignatureTitles.amount_yuan}（${t('money.unit')}）`, numeric: true },
            { title: t('projects.event') },
            { title: SignatureTitles.state },
            { title: t('projects.counts') },
            { title: t('projects.acts') },
          ]}
          rows={rows.map((one) => ({
            key: one.id,
            cells: [
              date(one.signed_on),
              StrengthWords[one.strength],
              SignatureKindWords[one.kind],
              { text: wan(one.amount_yuan), title: exact(one.amount_yuan) },
              one.event_title ?? '—',
              AuditStateWords[one.state],
              one.counts ? t('projects.countsAs', { n: one.counts.count, yuan: wan(one.counts.amount_yuan) }) : '—',
              {
                text: (
                  <Button size="small" onClick={() => setOpen(open === one.id ? null : one.id)} aria-expanded={open === one.id}>
                    {t('projects.handle')}
                  </Button>
                ),
              },
            ],
          }))}
        />
      )}
      {open === null ? null : <SignatureDetail id={id} part={open} papers={rows} onDone={renew} />}
      {adding ? <SignatureForm id={id} papers={rows} onDone={renew} onClose={() => setAdding(false)} /> : null}
    </>
  )
}

const named = (file: Schemas['PaperFileView']) => ({ ...file, label: PaperPurposeWords[file.purpose] })

type Papers = readonly Schemas['SignatureItem'][]

function SignatureDetail({ id, part, papers, onDone }: { id: number; part: number; papers: Papers; onDone: () => void }) {
  const { t } = useTranslation()
  const paper = useQuery(signatureQuery(id, part))
  const [editing, setEditing] = useState(false)
  const [answering, setAnswering] = useState<Schemas['Suspicion'] | null>(null)
  if (paper.error) return <ProblemAlert error={paper.error} onRetry={() => void paper.refetch()} />
  if (!paper.data) return <Skeleton active />
  const { data: view, etag } = paper.data
  const may = (act: string): boolean => view.can.includes(act)
  const waiting = view.state === 'submitted'
  const ids = { id, part }
  // what a paper lacks is mended right here
  const repairOf = ({ field }: BlockingItem) => {
    if (!may('signature.submit') || waiting) return undefined
    if (field === 'files.text') return { word: t('projects.repair.upload'), go: () => setEditing(true) }
    const open = view.suspicions.find((one) => one.project_id && !one.answer)
    return field === 'suspicions' && open ? { word: t('projects.answer'), go: () => setAnswering(open) } : undefined
  }
  return (
    <section className="part-detail" aria-label={t('projects.signature')}>
      <p>
        {SignatureTitles.parties}：{view.parties}
        {view.note ? `；${view.note}` : ''}
      </p>
      <p>
        {t('projects.files')}：{view.files.length > 0 ? <FileLinks files={view.files.map(named)} small /> : '—'}
      </p>
      {view.missing.length > 0 ? (
        <RepairBy value={repairOf}>
          <Blocking items={view.missing} />
        </RepairBy>
      ) : null}
      {view.suspicions.map((one) => (
        <p key={one.project_id ?? one.reasons.join()} className="suspicion">
          {t('projects.suspicion', { name: one.name ?? t('projects.unseen'), reasons: one.reasons.join('；') })}
          {one.answer ? t('projects.answered') : null}
          {one.project_id && may('signature.submit') && !one.answer ? (
            <Button size="small" onClick={() => setAnswering(one)}>
              {t('projects.answer')}
            </Button>
          ) : null}
        </p>
      ))}
      {view.opinions.map((one) => (
        <p key={one.given_at} className="opinion">
          {AuditStateWords[one.result]}：{one.opinion}
        </p>
      ))}
      <span className="acts">
        {may('signature.submit') && !waiting ? (
          <>
            <Button size="small" onClick={() => setEditing(true)}>
              {t('projects.correct')}
            </Button>
            <ActButton size="small" type="primary" act={(key) => submitSignature(ids, view.version, key)} onDone={onDone}>
              {t('projects.submit')}
            </ActButton>
          </>
        ) : null}
        {may('signature.submit') && waiting ? (
          <ActButton size="small" act={(key) => recallSignature(ids, view.version, key)} onDone={onDone}>
            {t('projects.recall')}
          </ActButton>
        ) : null}
        {may('signature.audit') ? (
          <AuditButton
            title={t('projects.auditSignature')}
            signs={view.kind === 'first' || view.kind === 'upgraded_paper'}
            draft={`audit-signature-${part}`}
            files={view.files.map(named)}
            etag={tagOf(view)}
            onAudit={(input, sending) => auditSignature(ids, input, sending)}
            onDone={onDone}
          />
        ) : null}
      </span>
      {editing ? (
        <SignatureForm id={id} paper={view} etag={etag} papers={papers} onDone={onDone} onClose={() => setEditing(false)} />
      ) : null}
      {answering?.project_id ? (
        <FormDialog<Omit<Schemas['RepeatAnswerInput'], 'other_project_id'>>
          title={t('projects.answer')}
          fields={R}
          initial={{}}
          submit={t('projects.answer')}
          onSend={(input, { key }) => answerRepeat(id, { ...input, other_project_id: answering.project_id as number }, key)}
          onDone={onDone}
          onClose={() => setAnswering(null)}
        >
          <p>{t('projects.suspicion', { name: answering.name ?? '', reasons: answering.reasons.join('；') })}</p>
          <Field of={R} name="answer" />
          <Field of={R} name="reason" />
        </FormDialog>
      ) : null}
    </section>
  )
}
