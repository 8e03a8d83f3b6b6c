/** The month of one project in a short form, for a hand: what the row of the grid asks, saved and handed in with one press. */

import { useQueryClient } from '@tanstack/react-query'
import Checkbox from 'antd/es/checkbox'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { ApiError } from '@/api/errors'
import { MonthlyReportInputFields as F } from '@/api/fields'
import { newKey } from '@/api/keys'
import { ConfirmationWords } from '@/api/labels'
import { dropDraft } from '@/shared/form/drafts'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { headline, wan } from '@/shared/money'
import { ActButton } from '@/shared/ui/act'
import { say } from '@/shared/ui/said'
import { type Report, reportUnchanged, type Schemas, saveReport, submitReports, written } from './api'
import { editOf, inputOf } from './edits'

type Input = Schemas['MonthlyReportInput']
type Confirmation = Schemas['Confirmation']

export const draftOf = (row: Report): string => `report-${row.project_id}-${row.month}`

const valuesOf = (row: Report): Partial<Input> => {
  const edit = editOf(row)
  return {
    ...(edit.month === null ? {} : { invested_month_yuan: edit.month }),
    invested_total_yuan: edit.total,
    image_progress: edit.image,
    problems: edit.problems,
    next_month: edit.next,
    confirm: edit.confirm,
  }
}
const versionOf = (etag: string): number => Number(etag.replaceAll('"', ''))

export function ReportDialog({ row, onClose }: { row: Report; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<readonly Confirmation[]>(row.confirmed)
  /** The version that a first try saved before handing in failed. */
  const saved = useRef(0)
  const [year = '', month] = row.month.split('-')
  // each try hands in another version: a key of its own
  const handIn = (version: number) => submitReports(row.month, [{ project_id: row.project_id, version }], newKey())
  const done = () => {
    say(t('progress.submitted', { n: 1 }))
    void written(queries)
  }
  return (
    <FormDialog<Input>
      title={t('progress.monthOf', { year, month: Number(month) })}
      fields={F}
      initial={valuesOf(row)}
      etag={tagOf(row)}
      draft={draftOf(row)}
      submit={t('progress.send')}
      fromCurrent={(current) => valuesOf(current as unknown as Report)}
      onFail={(error) => {
        if (!(error instanceof ApiError) || error.code !== 'report.suspicious') return
        setAsked((error.problem.errors ?? []).map((one) => one.code as Confirmation))
      }}
      noLeaps
      onSend={async (values, { etag }) => {
        const input = inputOf(row, {
          ...editOf(row),
          month: values.invested_month_yuan,
          total: values.invested_total_yuan ?? null,
          image: values.image_progress,
          problems: values.problems ?? '',
          next: values.next_month ?? '',
          confirm: values.confirm ?? [],
        })
        const kept = await saveReport(row, input, Math.max(saved.current, versionOf(etag)))
        saved.current = kept.version
        await handIn(kept.version)
      }}
      onDone={done}
      onClose={onClose}
      more={
        row.last && row.state === 'none' ? (
          <ActButton
            confirm={{
              title: t('progress.submitTitle', { n: 1 }),
              text: t('progress.unchangedText'),
              ok: t('progress.confirm'),
            }}
            act={async (key) => {
              const found = await reportUnchanged(row.month, [row.project_id], key)
              for (const one of found.items) await handIn(one.version)
            }}
            onDone={() => {
              void dropDraft(draftOf(row))
              done()
              onClose()
            }}
          >
            {t('progress.unchanged')}
          </ActButton>
        ) : null
      }
    >
      <p className="note">
        {row.last
          ? t('progress.lastWas', {
              month: wan(row.last.invested_month_yuan),
              total: headline(row.last.invested_total_yuan),
            })
          : t('progress.firstReport')}
      </p>
      <Field of={F} name="invested_month_yuan" autoFocus />
      {row.last ? null : <Field of={F} name="invested_total_yuan" />}
      <Field of={F} name="image_progress" />
      <Field of={F} name="problems" />
      <Field of={F} name="next_month" />
      {asked.length > 0 ? (
        <Field of={F} name="confirm">
          <Checkbox.Group options={asked.map((code) => ({ value: code, label: ConfirmationWords[code] }))} />
        </Field>
      ) : null}
    </FormDialog>
  )
}
