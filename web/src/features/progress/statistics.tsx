/** When the project was entered into the statistics of investment, with the proof. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Skeleton from 'antd/es/skeleton'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { StatisticsEntryInputFields as F, ProgressReasonInputFields } from '@/api/fields'
import { StatisticsEntryViewTitles as S } from '@/api/labels'
import { date, instant, today } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { ReasonDialog } from '@/shared/form/reason-dialog'
import { FilesField } from '@/shared/ui/files'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { Rows } from '@/shared/ui/rows'
import { say } from '@/shared/ui/said'
import { type Entry, entriesQuery, recordEntry, type Schemas, withdrawEntry, written } from './api'

export function Statistics({ id }: { id: number }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const entries = useQuery(entriesQuery(id))
  const [open, setOpen] = useState<'new' | Entry | null>(null)
  if (entries.error) return <ProblemAlert error={entries.error} onRetry={() => void entries.refetch()} />
  if (!entries.data) return <Skeleton active />
  const { items, can } = entries.data
  const renew = () => {
    say(t('progress.written'))
    void written(queries)
  }
  const add = can.includes('statistics.record') ? <Button onClick={() => setOpen('new')}>{t('progress.addEntry')}</Button> : null
  return (
    <Panel title={t('progress.statistics')} tools={add}>
      {items.length === 0 ? (
        <p className="nothing">{t('progress.noEntry')}</p>
      ) : (
        <Rows
          caption={t('progress.statistics')}
          head={[
            { title: S.entered_on },
            { title: S.files },
            { title: S.recorded_by },
            { title: S.recorded_at },
            { title: S.end_reason },
            { title: t('progress.acts'), acts: true },
          ]}
          rows={items.map((one) => ({
            key: one.id,
            cells: [
              date(one.entered_on),
              one.files.map((file) => file.name).join('、'),
              one.recorded_by?.name ?? '—',
              instant(one.recorded_at),
              one.end_reason ?? '',
              {
                text: one.can.includes('statistics.record') ? (
                  <Button size="small" type="link" className="in-text" onClick={() => setOpen(one)}>
                    {t('progress.withdrawEntry')}
                  </Button>
                ) : null,
              },
            ],
          }))}
        />
      )}
      {open === 'new' ? (
        <FormDialog<Schemas['StatisticsEntryInput']>
          title={t('progress.addEntry')}
          fields={F}
          initial={{ entered_on: today(), file_ids: [] }}
          draft={`statistics-${id}`}
          submit={t('action.save')}
          onSend={(values, { key }) => recordEntry(id, values, key)}
          onDone={renew}
          onClose={() => setOpen(null)}
        >
          <Field of={F} name="entered_on" />
          <Field of={F} name="note" />
          <Field of={F} name="file_ids">
            <FilesField />
          </Field>
        </FormDialog>
      ) : null}
      {open && open !== 'new' ? (
        <ReasonDialog
          fields={ProgressReasonInputFields}
          title={t('progress.withdrawEntry')}
          submit={t('progress.withdrawEntry')}
          etag={tagOf(open)}
          draft={`statistics-withdraw-${open.id}`}
          danger
          onSend={({ reason }, sending) => withdrawEntry(open, reason, sending)}
          onDone={renew}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </Panel>
  )
}
