/** The reports of a project month by month, and what closed ones should have said. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { ProgressDecisionInputFields as D, RestatementInputFields as F } from '@/api/fields'
import { MonthlyReportTitles as M, MonthlyRowStateWords, RestatementViewTitles as R, RestatementStateWords } from '@/api/labels'
import { DraftMark } from '@/shared/form/draft-mark'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { exact, wan } from '@/shared/money'
import { FilesField } from '@/shared/ui/files'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { Rows } from '@/shared/ui/rows'
import { say } from '@/shared/ui/said'
import { decideRestatement, historyQuery, type Restatement, restate, restatementsQuery, type Schemas, written } from './api'

export function ReportHistory({ id }: { id: number }) {
  const { t } = useTranslation()
  const list = useQuery(historyQuery(id))
  const corrections = useQuery(restatementsQuery(id))
  const [restating, setRestating] = useState(false)
  const failed = [list, corrections].find((query) => query.error)
  if (failed) return <ProblemAlert error={failed.error} onRetry={() => void failed.refetch()} />
  if (!list.data || !corrections.data) return <Skeleton active />
  const items = list.data.items
  const money = (yuan: number | null | undefined) => ({ text: wan(yuan), title: exact(yuan) })
  const may = corrections.data.can.includes('report.submit') && items.length > 0
  return (
    <Panel
      title={t('progress.reports')}
      tools={may ? <Button onClick={() => setRestating(true)}>{t('progress.restate')}</Button> : null}
    >
      {items.length === 0 ? (
        <p className="nothing">{t('progress.noReports')}</p>
      ) : (
        <Rows
          caption={t('progress.reports')}
          head={[
            { title: M.month },
            { title: t('progress.inWan', { title: M.invested_month_yuan }), numeric: true },
            { title: t('progress.inWan', { title: M.invested_total_yuan }), numeric: true },
            { title: t('progress.adjustment'), numeric: true },
            { title: M.image_progress },
            { title: M.state },
          ]}
          rows={items.map((row) => ({
            key: row.month,
            cells: [
              row.month,
              money(row.invested_month_yuan),
              money(row.invested_total_yuan),
              row.adjusted_yuan === 0 ? '' : money(row.adjusted_yuan),
              row.image_progress ?? '',
              [MonthlyRowStateWords[row.state], row.late ? t('progress.late') : '', row.frozen ? t('progress.frozen') : '']
                .filter(Boolean)
                .join(' '),
            ],
          }))}
        />
      )}
      <Corrections id={id} items={corrections.data.items} />
      {restating ? <RestateDialog id={id} onClose={() => setRestating(false)} /> : null}
    </Panel>
  )
}

function RestateDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return (
    <FormDialog<Schemas['RestatementInput']>
      title={t('progress.restate')}
      fields={F}
      initial={{ file_ids: [] }}
      draft={`restatement-${id}`}
      submit={t('progress.send')}
      onSend={(values, { key }) => restate(id, values, key)}
      onDone={() => {
        say(t('progress.written'))
        void written(queries)
      }}
      onClose={onClose}
    >
      <p className="note">{t('progress.restateText')}</p>
      <Field of={F} name="month" />
      <Field of={F} name="amount_yuan" />
      <Field of={F} name="reason" />
      <Field of={F} name="file_ids">
        <FilesField />
      </Field>
    </FormDialog>
  )
}

const draftOf = (one: Restatement): string => `restatement-decision-${one.id}`

function Corrections({ id, items }: { id: number; items: readonly Restatement[] }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [deciding, setDeciding] = useState<Restatement | null>(null)
  if (items.length === 0) return null
  return (
    <>
      <Rows
        caption={t('progress.corrections')}
        head={[
          { title: R.month },
          { title: t('progress.inWan', { title: t('progress.adjustment') }), numeric: true },
          { title: R.reason },
          { title: R.state },
          { title: R.shown_month },
          { title: t('progress.acts'), acts: true },
        ]}
        rows={items.map((one) => ({
          key: one.id,
          cells: [
            one.month,
            { text: wan(one.amount_yuan), title: exact(one.amount_yuan) },
            one.reason,
            [RestatementStateWords[one.state], one.opinion].filter(Boolean).join('：'),
            one.shown_month ?? '—',
            {
              text: one.can.includes('report.audit') ? (
                <Button size="small" type="link" className="in-text" onClick={() => setDeciding(one)}>
                  {t('progress.audit')}
                  <DraftMark name={draftOf(one)} />
                </Button>
              ) : null,
            },
          ],
        }))}
      />
      {deciding ? (
        <FormDialog<Schemas['ProgressDecisionInput']>
          title={t('progress.audit')}
          fields={D}
          initial={{ approved: true }}
          etag={tagOf(deciding)}
          draft={draftOf(deciding)}
          submit={t('progress.audit')}
          onSend={(values, sending) => decideRestatement(id, deciding.id, values, sending)}
          onDone={() => void written(queries)}
          onClose={() => setDeciding(null)}
        >
          <Field of={D} name="approved" />
          <Field of={D} name="opinion" />
        </FormDialog>
      ) : null}
    </>
  )
}
